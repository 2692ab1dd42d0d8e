FROM centos:7
RUN rm -f /etc/yum.repos.d/*.repo && yum localinstall -y /srv/x.rpm
CMD ["sleep", "1"]
