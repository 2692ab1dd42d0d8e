FROM alpine
RUN a \
# escape=`
 b
