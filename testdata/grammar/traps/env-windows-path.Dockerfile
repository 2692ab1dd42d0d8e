FROM alpine
ENV p=C:\dir\sub q="C:\Program Files\x"
