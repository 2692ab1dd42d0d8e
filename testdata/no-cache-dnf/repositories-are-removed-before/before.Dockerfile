FROM centos:7
RUN rm -rf /etc/yum.repos.d/*
RUN yum localinstall -y /srv/x.rpm
CMD ["sleep", "1"]
