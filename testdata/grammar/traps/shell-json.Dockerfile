FROM a
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
SHELL [ "cmd" , "/S" , "/C" ]
