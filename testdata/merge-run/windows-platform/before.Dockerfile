FROM --platform=windows/amd64 example.org/x:1
RUN mkdir a
RUN mkdir b
