#pragma once
// libcurl 7.88 or later. Its setters take any number of arguments of any type, which Swift does not
// import: here is one a type.
#include <curl/curl.h>

typedef size_t (*genlog_curl_reader)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode genlog_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode genlog_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode genlog_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode genlog_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode genlog_curl_set_list(
    CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION, which are called alike.
static inline CURLcode genlog_curl_set_reader(
    CURL *handle, CURLoption option, genlog_curl_reader value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode genlog_curl_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode genlog_curl_set_blob(
    CURL *handle, CURLoption option, struct curl_blob *value) {
  return curl_easy_setopt(handle, option, value);
}

// For CURLINFO_CERTINFO; what it gives belongs to the handle.
static inline CURLcode genlog_curl_get_certificates(
    CURL *handle, struct curl_certinfo **value) {
  return curl_easy_getinfo(handle, CURLINFO_CERTINFO, value);
}

static inline CURLcode genlog_curl_get_socket(CURL *handle, CURLINFO info, curl_socket_t *value) {
  return curl_easy_getinfo(handle, info, value);
}

// What it gives belongs to the handle.
static inline CURLcode genlog_curl_get_text(CURL *handle, CURLINFO info, const char **value) {
  return curl_easy_getinfo(handle, info, value);
}
