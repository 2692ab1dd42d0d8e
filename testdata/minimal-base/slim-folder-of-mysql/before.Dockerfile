FROM python:3.13
RUN touch /etc/mysql/conf.d/x.cnf
CMD ["sleep", "1"]
