FROM alpine
RUN cat 003<<X
x
X
