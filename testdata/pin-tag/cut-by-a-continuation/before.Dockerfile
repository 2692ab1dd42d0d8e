FROM no\
de
