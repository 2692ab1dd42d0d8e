FROM centos
CMD ["true"]
