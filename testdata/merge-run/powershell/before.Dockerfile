FROM example.org/win:1
SHELL ["powershell", "-Command"]
RUN Get-Item a
RUN Get-Item b
