FROM alpine
   