FROM ruby:3.3-slim
COPY run.txt /usr/bin/run.txt
RUN mkdir -p /usr/share/app && cp /usr/bin/run.txt /usr/share/app/ && ln -sf /usr/share/zoneinfo/Europe/Berlin /etc/localtime
RUN rm -f /usr/bin/gcc && chmod 755 /usr/share/app && tar -czf /a.tgz /usr/share/app && which ruby cat
CMD ["/bin/cat", "/usr/share/app/run.txt"]
