FROM python:3.11
CMD tail -f /var/log/dpkg.log
