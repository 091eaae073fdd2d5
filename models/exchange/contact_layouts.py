"""Which heading of which program means which field of a contact: the table to add a program or a heading to.

Left stands what the column is, right the headings that programs give it, compared without case, width and spacing.
`#` stands for a number. A column is either one of these:

- name, given, middle, family, prefix, suffix, account, department, title, birthday, web, notes, languages, tags;
- uid: the id of that program; a mere running number is none, since two files would share it;
- phone, email or chat with its label: 'phone work'; 'phone # value' takes its label from 'phone # label';
- a part of an address: 'work street', 'home city';
- 'kept': a contact has no field for it, so it goes into the notes with its heading;
- 'ignored': known, and of no use here. (A heading that stands nowhere is named in a remark.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from models.exchange.csv_rows import plain_heading

OUTLOOK = {
    "prefix": "Title",
    "given": "First Name",
    "middle": "Middle Name",
    "family": "Last Name",
    "suffix": "Suffix",
    "account": "Company",
    "department": "Department",
    "title": "Job Title",
    "email work": "E-mail Address, E-mail # Address",
    "phone work": "Business Phone, Business Phone #",
    "phone mobile": "Mobile Phone",
    "phone home": "Home Phone, Home Phone #",
    "phone main": "Company Main Phone, Primary Phone",
    "phone fax": "Business Fax, Home Fax, Other Fax",
    "phone other": "Car Phone, Other Phone, Callback, Radio Phone, ISDN, Telex, TTY/TDD Phone",
    "phone pager": "Pager",
    "chat other": "IMAddress",
    "work street": "Business Street, Business Street #",
    "work city": "Business City",
    "work region": "Business State",
    "work code": "Business Postal Code",
    "work country": "Business Country/Region, Business Country",
    "home street": "Home Street, Home Street #",
    "home city": "Home City",
    "home region": "Home State",
    "home code": "Home Postal Code",
    "home country": "Home Country/Region, Home Country",
    "other street": "Other Street, Other Street #",
    "other city": "Other City",
    "other region": "Other State",
    "other code": "Other Postal Code",
    "other country": "Other Country/Region, Other Country",
    "web": "Web Page, Personal Web Page",
    "birthday": "Birthday",
    "notes": "Notes",
    "tags": "Categories, Keywords",
    "kept": "Nickname, Given Yomi, Surname Yomi, Company Yomi, Office Location, Manager's Name, Assistant's Name, "
    "Assistant's Phone, Spouse, Children, Schools, Hobby, Location, Anniversary, Profession, Referred By, "
    "User #, Account, Billing Information",
    "ignored": "E-mail Type, E-mail Display Name, E-mail # Type, E-mail # Display Name, Gender, Initials, Language, "
    "Priority, Private, Sensitivity, Mileage, Directory Server, Internet Free Busy, Government ID Number, "
    "Organizational ID Number, Business Address PO Box, Home Address PO Box, Other Address PO Box, "
    "Business Address, Home Address, Other Address",
}

GOOGLE = {
    "given": "First Name",
    "middle": "Middle Name",
    "family": "Last Name",
    "prefix": "Name Prefix",
    "suffix": "Name Suffix",
    "account": "Organization Name",
    "title": "Organization Title",
    "department": "Organization Department",
    "email # label": "E-mail # - Label",
    "email # value": "E-mail # - Value",
    "phone # label": "Phone # - Label",
    "phone # value": "Phone # - Value",
    "address # label": "Address # - Label",
    "address # formatted": "Address # - Formatted",
    "address # street": "Address # - Street",
    "address # city": "Address # - City",
    "address # region": "Address # - Region",
    "address # code": "Address # - Postal Code",
    "address # country": "Address # - Country",
    "chat # label": "IM # - Label, IM # - Service",
    "chat # value": "IM # - Value",
    "web": "Website # - Value",
    "birthday": "Birthday",
    "notes": "Notes",
    "tags": "Labels",
    "kept # label": "Relation # - Label, Event # - Label, Custom Field # - Label",
    "kept # value": "Relation # - Value, Event # - Value, Custom Field # - Value",
    "kept": "Nickname, File As, Phonetic First Name, Phonetic Middle Name, Phonetic Last Name",
    "ignored": "Photo, Website # - Label, Address # - PO Box, Address # - Extended Address",
}

GOOGLE_OLD = {
    "name": "Name",
    "given": "Given Name",
    "middle": "Additional Name",
    "family": "Family Name",
    "prefix": "Name Prefix",
    "suffix": "Name Suffix",
    "account": "Organization # - Name",
    "title": "Organization # - Title",
    "department": "Organization # - Department",
    "email # label": "E-mail # - Type",
    "email # value": "E-mail # - Value",
    "phone # label": "Phone # - Type",
    "phone # value": "Phone # - Value",
    "address # label": "Address # - Type",
    "address # formatted": "Address # - Formatted",
    "address # street": "Address # - Street",
    "address # city": "Address # - City",
    "address # region": "Address # - Region",
    "address # code": "Address # - Postal Code",
    "address # country": "Address # - Country",
    "chat # label": "IM # - Service",
    "chat # value": "IM # - Value",
    "web": "Website # - Value",
    "birthday": "Birthday",
    "notes": "Notes",
    "tags": "Group Membership",
    "kept # label": "Relation # - Type, Event # - Type, Custom Field # - Type",
    "kept # value": "Relation # - Value, Event # - Value, Custom Field # - Value",
    "kept": "Nickname, Short Name, Maiden Name, Location, Occupation, Hobby, Yomi Name, Given Name Yomi, "
    "Additional Name Yomi, Family Name Yomi, Organization # - Job Description, Organization # - Location",
    "ignored": "Initials, Photo, Gender, Language, Billing Information, Directory Server, Mileage, Sensitivity, "
    "Priority, Subject, Organization # - Type, Organization # - Yomi Name, Organization # - Symbol, "
    "Website # - Type, IM # - Type, Address # - PO Box, Address # - Extended Address",
}

SALESFORCE = {
    "uid": "Contact ID, Id, Lead ID",
    "name": "Contact Full Name, Full Name, Name",
    "prefix": "Salutation",
    "given": "First Name, FirstName",
    "middle": "Middle Name, MiddleName",
    "family": "Last Name, LastName",
    "suffix": "Suffix",
    "account": "Account Name, AccountName, Company, Account",
    "department": "Department",
    "title": "Title",
    "email work": "Email, E-mail",
    "phone work": "Phone, Business Phone",
    "phone mobile": "Mobile, Mobile Phone, MobilePhone",
    "phone home": "Home Phone, HomePhone",
    "phone other": "Other Phone, OtherPhone",
    "phone fax": "Fax, Business Fax",
    "work street": "Mailing Street, MailingStreet, Street, Mailing Address Line #",
    "work city": "Mailing City, MailingCity, City",
    "work region": "Mailing State, Mailing State/Province, MailingState, State, State/Province",
    "work code": "Mailing Zip/Postal Code, Mailing Postal Code, MailingPostalCode, Postal Code, Zip/Postal Code",
    "work country": "Mailing Country, MailingCountry, Country",
    "other street": "Other Street, OtherStreet",
    "other city": "Other City, OtherCity",
    "other region": "Other State, Other State/Province, OtherState",
    "other code": "Other Zip/Postal Code, Other Postal Code, OtherPostalCode",
    "other country": "Other Country, OtherCountry",
    "web": "Website",
    "birthday": "Birthdate",
    "notes": "Contact Description, Description, Contact Note",
    "kept": "Assistant, Assistant Name, AssistantName, Asst. Phone, Assistant Phone, AssistantPhone, Reports To",
    "ignored": "Record Owner, Contact Owner, OwnerId, Owner, AccountId, Account ID, Lead Source, LeadSource, "
    "Lead Status, Rating, Industry, Annual Revenue, No. of Employees, Created Date, CreatedDate, "
    "Last Modified Date, LastModifiedDate, Last Activity, ReportsToId, Do Not Call, Email Opt Out",
}

HUBSPOT = {
    "uid": "Record ID, Contact ID",
    "given": "First name",
    "family": "Last name",
    "prefix": "Salutation",
    "account": "Company name, Associated Company, Primary company",
    "department": "Department",
    "title": "Job title",
    "email work": "Email, Work email, Additional email addresses",
    "phone work": "Phone number",
    "phone mobile": "Mobile phone number",
    "phone fax": "Fax number",
    "work street": "Street address",
    "work city": "City",
    "work region": "State/Region",
    "work code": "Zip code, Postal code",
    "work country": "Country/Region",
    "web": "Website URL",
    "birthday": "Date of birth",
    "notes": "Message, Note body",
    "languages": "Preferred language",
    "kept": "Buying role",
    "ignored": "Lifecycle stage, Lead status, Contact owner, Create date, Last activity date, Last modified date, "
    "Associated company ids, Record source, Marketing contact status, Time zone",
}

CHINESE = {
    "name": "姓名, 联系人, 联系人姓名, 客户姓名, 名字, 名称, 中文姓名, 姓名全称",
    "given": "名",
    "middle": "中间名",
    "family": "姓, 姓氏",
    "prefix": "称谓, 称呼, 尊称",
    "account": "公司, 公司名称, 单位, 单位名称, 工作单位, 所在单位, 客户, 客户名称, 所属客户, 企业名称",
    "department": "部门, 所在部门, 科室, 处室",
    "title": "职务, 职位, 岗位, 职称",
    "phone work": "电话, 联系电话, 办公电话, 座机, 固定电话, 固话, 公司电话, 单位电话, 商务电话, 工作电话, 商务电话 #",
    "phone mobile": "手机, 手机号, 手机号码, 移动电话, 联系方式, 电话号码",
    "phone home": "家庭电话, 住宅电话, 宅电",
    "phone other": "其他电话, 备用电话",
    "phone fax": "传真, 传真号码, 商务传真",
    "email work": "邮箱, 电子邮箱, 电子邮件, 电子邮件地址, 邮件, 邮箱地址, 工作邮箱, 电子邮件 # 地址, E-mail, Email",
    "chat wechat": "微信, 微信号, WeChat",
    "chat qq": "QQ, QQ号, QQ号码",
    "chat other": "钉钉, 钉钉号, 飞书",
    "work formatted": "地址, 联系地址, 公司地址, 单位地址, 办公地址, 通讯地址, 详细地址",
    "work street": "街道, 商务地址 街道",
    "work city": "城市, 市, 所在城市, 商务地址 市/县",
    "work region": "省, 省份, 省市, 商务地址 省/市/自治区",
    "work code": "邮编, 邮政编码, 商务地址 邮政编码",
    "work country": "国家, 国家/地区",
    "home formatted": "家庭地址, 家庭住址, 住址",
    "web": "网址, 网站, 网页, 公司网址, 主页",
    "birthday": "生日, 出生日期, 出生年月日",
    "languages": "语言, 语种, 使用语言",
    "notes": "备注, 说明, 附注, 便笺",
    "tags": "标签, 类别, 分组, 群组",
    "kept": "爱好, 兴趣, 兴趣爱好, 配偶, 子女, 籍贯, 民族, 性别, 昵称, 英文名, 拼音, 姓名拼音, 助理, "
    "助理姓名, 助理电话, 上级, 经理姓名, 毕业院校, 负责内容, 介绍人, 纪念日",
    "ignored": "序号, 编号, 联系人编号, 负责人, 创建时间, 修改时间, 更新时间, 创建人, 填表日期",
}

PLAIN = {
    "name": "Name, Full Name, Contact, Contact Name, Person",
    "given": "First Name, Given Name, Forename",
    "middle": "Middle Name",
    "family": "Last Name, Surname, Family Name",
    "prefix": "Salutation, Form of Address",
    "account": "Company, Company Name, Account, Account Name, Organization, Organisation, Customer, Employer",
    "department": "Department, Division",
    "title": "Job Title, Title, Position, Role, Function",
    "phone work": "Phone, Telephone, Tel, Phone Number, Work Phone, Office Phone, Business Phone",
    "phone mobile": "Mobile, Mobile Phone, Mobile Number, Cell, Cell Phone, Cellphone",
    "phone home": "Home Phone, Private Phone",
    "phone fax": "Fax",
    "email work": "Email, E-mail, Mail, Email Address, E-mail Address, Work Email",
    "chat wechat": "WeChat, WeChat ID",
    "chat qq": "QQ",
    "chat other": "Skype, WhatsApp, Teams, IM",
    "work formatted": "Address, Work Address, Business Address",
    "home formatted": "Home Address, Private Address",
    "work street": "Street",
    "work city": "City, Town",
    "work region": "State, Province, Region",
    "work code": "Zip, Zip Code, Postal Code, Postcode",
    "work country": "Country",
    "web": "Website, Web, URL, Homepage",
    "birthday": "Birthday, Date of Birth, Birthdate",
    "languages": "Languages, Language, Preferred Language, Speaks",
    "notes": "Notes, Note, Comment, Comments, Remarks, Description",
    "tags": "Tags, Groups, Categories, Labels",
    "kept": "Nickname, Spouse, Children, Hobby, Hobbies, Interests, Assistant, Manager, Introduced By",
    "ignored": "No., Number, ID, Created, Updated",
}

LAYOUTS: Mapping[str, Mapping[str, str]] = {
    "outlook": OUTLOOK,
    "google": GOOGLE,
    "google old": GOOGLE_OLD,
    "salesforce": SALESFORCE,
    "hubspot": HUBSPOT,
    "chinese": CHINESE,
    "plain": PLAIN,
}


class Column(NamedTuple):
    """What a column of a file is: its meaning in the table above, its number ('' for none) and its heading."""

    meaning: str
    number: str
    heading: str


def find_columns(layout: str, headings: Sequence[str]) -> list[Column]:
    """Return what each column is in a layout; the meaning of an unknown one is ''."""
    meanings = _meanings(layout)
    columns = []
    for heading in headings:
        plain = plain_heading(heading)
        if plain in meanings:
            columns.append(Column(meanings[plain], "", heading))
            continue
        number = re.search(r"\d+", plain)
        meaning = meanings.get(re.sub(r"\d+", "#", plain, count=1), "") if number else ""
        columns.append(Column(meaning, number[0] if number else "", heading))
    return columns


@cache
def _meanings(layout: str) -> dict[str, str]:
    table = LAYOUTS[layout]
    return {plain_heading(heading): meaning for meaning in table for heading in table[meaning].split(", ")}
