FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
CMD foo.exe C:\app\x
