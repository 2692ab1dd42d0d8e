FROM centos:7
RUN yum install -y wget
COPY obm /opt/obm
RUN sed -i s/jre32/jre64/ /opt/obm/bin/config.txt
ENTRYPOINT ["/opt/obm/bin/run.sh"]
