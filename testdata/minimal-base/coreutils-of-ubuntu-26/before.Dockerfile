FROM ubuntu:26.04
COPY a.txt /opt/a.txt
RUN wc -w /opt/a.txt > /opt/b
CMD ["true"]
