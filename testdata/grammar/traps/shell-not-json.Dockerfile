FROM a
SHELL powershell -command
