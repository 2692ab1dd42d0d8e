FROM centos
FROM java:8
