FROM centos:centos9
CMD ["true"]
