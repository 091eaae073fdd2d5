"""Words: languages, dates in words, pinyin, Markdown and the cleaning of what is typed."""
