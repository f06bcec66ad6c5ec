//! Ten rules of its configuration, each over another request header; the response says how many hold.
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::{Action, ContextType};
use serde_json::Value;
use std::rc::Rc;

proxy_wasm::main! {{
    proxy_wasm::set_root_context(|_| -> Box<dyn RootContext> { Box::new(Root { rules: Rc::new(Vec::new()) }) });
}}

enum Wanted {
    Exact(String),
    Prefix(String),
    Contains(String),
}

struct Rule {
    header: String,
    wanted: Wanted,
}

impl Rule {
    fn from(json: &Value) -> Option<Rule> {
        let text = |name: &str| json.get(name).and_then(Value::as_str).map(String::from);
        let wanted = text("exact")
            .map(Wanted::Exact)
            .or_else(|| text("prefix").map(Wanted::Prefix))
            .or_else(|| text("contains").map(Wanted::Contains))?;
        Some(Rule { header: text("header")?, wanted })
    }

    fn holds(&self, value: &str) -> bool {
        match &self.wanted {
            Wanted::Exact(text) => value == text,
            Wanted::Prefix(text) => value.starts_with(text.as_str()),
            Wanted::Contains(text) => value.contains(text.as_str()),
        }
    }
}

struct Root {
    rules: Rc<Vec<Rule>>,
}

impl Context for Root {}

impl RootContext for Root {
    fn on_configure(&mut self, _size: usize) -> bool {
        let json = self.get_plugin_configuration().unwrap_or_default();
        let Ok(configuration) = serde_json::from_slice::<Value>(&json) else { return false };
        let Some(rules) = configuration.get("rules").and_then(Value::as_array) else { return false };
        let Some(rules) = rules.iter().map(Rule::from).collect::<Option<Vec<Rule>>>() else { return false };
        self.rules = Rc::new(rules);
        true
    }

    fn get_type(&self) -> Option<ContextType> {
        Some(ContextType::HttpContext)
    }

    fn create_http_context(&self, _id: u32) -> Option<Box<dyn HttpContext>> {
        Some(Box::new(Filter { rules: self.rules.clone(), held: 0 }))
    }
}

struct Filter {
    rules: Rc<Vec<Rule>>,
    held: usize,
}

impl Context for Filter {}

impl HttpContext for Filter {
    fn on_http_request_headers(&mut self, _count: usize, _end: bool) -> Action {
        for rule in self.rules.iter() {
            if let Some(value) = self.get_http_request_header(&rule.header) {
                if rule.holds(&value) {
                    self.held += 1;
                }
            }
        }
        Action::Continue
    }

    fn on_http_response_headers(&mut self, _count: usize, _end: bool) -> Action {
        self.set_http_response_header("x-held", Some(&self.held.to_string()));
        Action::Continue
    }
}
