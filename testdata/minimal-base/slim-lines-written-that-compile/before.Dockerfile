FROM python:3.13
RUN echo "0 3 * * 0 root cd /src && make" > /etc/cron.d/build
RUN echo '[program:cc]\ncommand=gcc /x.c' > /etc/supervisor/conf.d/cc.conf
CMD ["python", "-V"]
