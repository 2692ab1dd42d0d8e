#!/bin/sh
mkdir /x
