//! A filter in Rust: another compiler's module, another SDK's habits. It asks a service, adds a header, answers or counts.
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::{Action, ContextType, LogLevel};
use std::time::Duration;

proxy_wasm::main! {{
    proxy_wasm::set_log_level(LogLevel::Trace);
    proxy_wasm::set_root_context(|_| -> Box<dyn RootContext> { Box::new(Root { header: String::new() }) });
}}

struct Root {
    header: String,
}

impl Context for Root {}

impl RootContext for Root {
    fn on_configure(&mut self, _size: usize) -> bool {
        let bytes = self.get_plugin_configuration().unwrap_or_default();
        self.header = String::from_utf8(bytes).unwrap_or_default();
        !self.header.is_empty()
    }

    fn get_type(&self) -> Option<ContextType> {
        Some(ContextType::HttpContext)
    }

    fn create_http_context(&self, _id: u32) -> Option<Box<dyn HttpContext>> {
        Some(Box::new(Filter { header: self.header.clone() }))
    }
}

struct Filter {
    header: String,
}

impl Context for Filter {
    fn on_http_call_response(&mut self, _token: u32, _headers: usize, body_size: usize, _trailers: usize) {
        let body = self.get_http_call_response_body(0, body_size).unwrap_or_default();
        if body == b"no" {
            self.send_http_response(403, vec![("x-rust", "no")], Some(b"denied"));
        } else {
            self.set_http_request_header("x-asked", Some("yes"));
            self.resume_http_request();
        }
    }
}

impl HttpContext for Filter {
    fn on_http_request_headers(&mut self, _count: usize, _end: bool) -> Action {
        let names = self.get_http_request_headers().len();
        log::info!("{} headers", names);
        self.add_http_request_header(&self.header.clone(), "rust");
        if self.get_http_request_header("x-ask").is_none() {
            return Action::Continue;
        }
        let headers = vec![(":method", "GET"), (":path", "/"), (":authority", "authz")];
        match self.dispatch_http_call("authz", headers, None, vec![], Duration::from_millis(500)) {
            Ok(_) => Action::Pause,
            Err(_) => Action::Continue,
        }
    }

    fn on_http_response_headers(&mut self, _count: usize, _end: bool) -> Action {
        self.set_http_response_header("x-status", self.get_http_response_header(":status").as_deref());
        Action::Continue
    }
}
