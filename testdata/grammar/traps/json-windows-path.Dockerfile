# escape=`
FROM alpine
CMD ["c:\\app\\a.exe"]
CMD ["c:\app"]
ENTRYPOINT ["c:/app"]
