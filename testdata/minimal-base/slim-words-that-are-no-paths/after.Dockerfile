FROM python:3.12-slim
RUN chown nobody:nogroup -R /opt && chmod u+x -R /opt && sed -i '/usr/s/a/b/' /opt/x
RUN apt-get update && apt-get install -y nginx=1.26.*
RUN pip install libsass==0.23.0 "lib[extra]==1"
RUN apt-config dump > /settings
CMD ["python", "-m", "lib.server", "0.0.0.0"]
