FROM node AS a
FROM node AS b
FROM debian
