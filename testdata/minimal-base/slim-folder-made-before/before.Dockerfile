FROM python:3.13
RUN mkdir -p /etc/mysql/conf.d && touch /etc/mysql/conf.d/x.cnf
CMD ["sleep", "1"]
