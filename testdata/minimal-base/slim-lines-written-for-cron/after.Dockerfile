FROM python:3.13-slim
RUN apt-get update && apt-get install -y cron supervisor curl git unzip wget
RUN echo "*/5 * * * * root curl -f http://example.org/x" > /etc/cron.d/x
RUN (crontab -l; echo "@daily git gc") | crontab -
RUN printf '[program:x]\ncommand=/usr/bin/wget -q http://example.org/y\n' > /etc/supervisor/conf.d/x.conf
COPY <<EOF /etc/systemd/system/x.service
[Service]
ExecStart=-/usr/bin/unzip /x.zip
EOF
CMD ["cron", "-f"]
