"""Two records of the same person or account become one: what each field is to be, and where all that hung on both goes.

The other one goes into the trash and says into which it was merged, so that whoever still asks for it is led there.
"""
