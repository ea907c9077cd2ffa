//! The list that every framework shows itself with: add, tick, edit, remove, filter, keep. With Leptos in the browser, as
//! its own example is built, so that the page can be measured against what is usual.

use leptos::{ev, html::Input, prelude::*};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const KEY: &str = "todos-leptos";

/// A thing to do, as it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    id: Uuid,
    title: String,
    completed: bool,
}

/// A thing to do, as it is shown. A copy is the same thing.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Todo {
    id: Uuid,
    title: RwSignal<String>,
    completed: RwSignal<bool>,
}

/// What is shown of the list.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Filter {
    #[default]
    All,
    Active,
    Completed,
}

impl Todo {
    fn new(kept: Kept) -> Self {
        Self { id: kept.id, title: RwSignal::new(kept.title), completed: RwSignal::new(kept.completed) }
    }

    fn kept(self) -> Kept {
        Kept { id: self.id, title: self.title.get(), completed: self.completed.get() }
    }
}

impl Filter {
    fn of(hash: &str) -> Self {
        match hash.trim_start_matches('#') {
            "/active" => Self::Active,
            "/completed" => Self::Completed,
            _ => Self::All,
        }
    }

    fn shows(self, todo: Todo) -> bool {
        match self {
            Self::All => true,
            Self::Active => !todo.completed.get(),
            Self::Completed => todo.completed.get(),
        }
    }
}

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

fn load() -> Vec<Todo> {
    let storage = window().local_storage().ok().flatten();
    let text = storage.and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    serde_json::from_str::<Vec<Kept>>(&text).unwrap_or_default().into_iter().map(Todo::new).collect()
}

#[component]
fn App() -> impl IntoView {
    let todos = RwSignal::new(load());
    let filter = RwSignal::new(Filter::of(&location_hash().unwrap_or_default()));
    window_event_listener(ev::hashchange, move |_| filter.set(Filter::of(&location_hash().unwrap_or_default())));
    provide_context(todos);
    Effect::new(move |_| {
        let kept: Vec<_> = todos.get().into_iter().map(Todo::kept).collect();
        if let (Ok(Some(storage)), Ok(text)) = (window().local_storage(), serde_json::to_string(&kept)) {
            let _ = storage.set_item(KEY, &text);
        }
    });
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| field.get().map(|field| field.focus()));
    let add = move |event: ev::KeyboardEvent| {
        let Some(field) = field.get() else { return };
        let title = field.value().trim().to_owned();
        if event.key() == "Enter" && !title.is_empty() {
            todos.update(|todos| todos.push(Todo::new(Kept { id: Uuid::new_v4(), title, completed: false })));
            field.set_value("");
        }
    };
    let left = move || todos.get().iter().filter(|todo| !todo.completed.get()).count();
    let none = move || todos.with(Vec::is_empty);
    let toggle_all = move |_| {
        let to = left() > 0;
        todos.get().iter().for_each(|todo| todo.completed.set(to));
    };
    let shown = move || todos.get().into_iter().filter(|todo| filter.get().shows(*todo)).collect::<Vec<_>>();
    let link = move |to: Filter, href: &'static str, name: &'static str| {
        view! { <li><a href=href class:selected=move || filter.get() == to>{name}</a></li> }
    };
    view! {
        <main>
            <section class="app">
                <header>
                    <h1>"todos"</h1>
                    <input class="new" placeholder="What needs to be done?" autofocus on:keydown=add node_ref=field/>
                </header>
                <section class="main" class:hidden=none>
                    <input id="all" class="all" type="checkbox" prop:checked=move || left() == 0 on:input=toggle_all/>
                    <label for="all">"Mark all as complete"</label>
                    <ul class="list">
                        <For each=shown key=|todo| todo.id let:todo>
                            <Item todo/>
                        </For>
                    </ul>
                </section>
                <footer class="foot" class:hidden=none>
                    <span>
                        <strong>{move || left().to_string()}</strong>
                        {move || if left() == 1 { " item" } else { " items" }}
                        " left"
                    </span>
                    <ul class="filters">
                        {link(Filter::All, "#/", "All")}
                        {link(Filter::Active, "#/active", "Active")}
                        {link(Filter::Completed, "#/completed", "Completed")}
                    </ul>
                    <button
                        class:hidden=move || todos.get().iter().all(|todo| !todo.completed.get())
                        on:click=move |_| todos.update(|todos| todos.retain(|todo| !todo.completed.get()))
                    >
                        "Clear completed"
                    </button>
                </footer>
            </section>
            <footer class="info">
                <p>"Double-click to edit a todo"</p>
                <p>"Part of " <a href="https://todomvc.com">"TodoMVC"</a></p>
            </footer>
        </main>
    }
}

#[component]
fn Item(todo: Todo) -> impl IntoView {
    let todos = expect_context::<RwSignal<Vec<Todo>>>();
    let editing = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| field.get().map(|field| field.focus()));
    let remove = move || todos.update(|todos| todos.retain(|other| other.id != todo.id));
    let save = move || {
        let Some(title) = field.get().map(|field| field.value().trim().to_owned()) else { return };
        if title.is_empty() {
            remove();
        } else {
            todo.title.set(title);
        }
        editing.set(false);
    };
    let key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => save(),
        "Escape" => editing.set(false),
        _ => {}
    };
    view! {
        <li class:editing=move || editing.get() class:done=move || todo.completed.get()>
            <div class="view">
                <input
                    class="toggle"
                    type="checkbox"
                    prop:checked=move || todo.completed.get()
                    on:input=move |_| todo.completed.update(|completed| *completed = !*completed)
                />
                <label on:dblclick=move |_| editing.set(true)>{move || todo.title.get()}</label>
                <button class="destroy" aria-label="Remove" on:click=move |_| remove()>"×"</button>
            </div>
            {move || {
                editing
                    .get()
                    .then(|| {
                        view! {
                            <input
                                class="edit"
                                node_ref=field
                                prop:value=todo.title.get_untracked()
                                on:blur=move |_| save()
                                on:keydown=key
                            />
                        }
                    })
            }}
        </li>
    }
}
