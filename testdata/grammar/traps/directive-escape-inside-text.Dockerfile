# escape=`
FROM alpine
RUN dir c:\
RUN copy a b`c
ENV a=b` c d=`"e
