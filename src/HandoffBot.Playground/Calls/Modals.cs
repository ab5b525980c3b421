using System.Globalization;
using System.Text.Json.Nodes;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.Calls;

/// <summary>A view that somebody has before them. What they typed is kept beside it, not in it.</summary>
internal sealed record OpenView(string Id, string Person, string RootId, string? PreviousId, JsonObject View, string Hash)
{
    /// <summary>What the person has filled in: block id, action id, value.</summary>
    public JsonObject State { get; init; } = [];

    public string ExternalId => View.Text("external_id") ?? "";
}

/// <summary>
/// The modals of every person, a stack of at most three each, and their App Homes. A restart closes no modal, as it closes
/// none in Slack's client. Guarded by the workspace's lock.
/// </summary>
internal sealed class Modals(SlackWorkspace workspace)
{
    public const int MostInStack = 3;

    private readonly Dictionary<string, List<OpenView>> _stacks = [];
    private readonly Dictionary<string, OpenView> _homes = [];
    private int _hashes;

    /// <summary>Called under the lock with the person whose views changed.</summary>
    public Action<string>? Changed { get; set; }

    public OpenView? Top(string person) => _stacks.TryGetValue(person, out var stack) && stack.Count > 0 ? stack[^1] : null;

    public OpenView? Home(string person) => _homes.GetValueOrDefault(person);

    public OpenView? Find(string id) => All.FirstOrDefault(view => view.Id == id);

    public OpenView? FindExternal(string externalId) =>
        externalId.Length == 0 ? null : All.FirstOrDefault(view => view.ExternalId == externalId);

    public int Depth(string person) => _stacks.TryGetValue(person, out var stack) ? stack.Count : 0;

    public bool IsExternalIdTaken(string? externalId, string? exceptView = null) =>
        !string.IsNullOrEmpty(externalId) && FindExternal(externalId) is { } other && other.Id != exceptView;

    /// <summary>Opens a modal of its own, in place of whatever the person had open.</summary>
    public OpenView Open(string person, JsonObject view)
    {
        var id = PlaygroundIds.Fresh('V');
        var opened = new OpenView(id, person, id, null, Normal(view), NextHash());
        _stacks[person] = [opened];
        Changed?.Invoke(person);
        return opened;
    }

    /// <summary>Puts back what was open before a restart; of each person the lowest first.</summary>
    public void Return(IEnumerable<OpenView> views)
    {
        foreach (var stack in views.GroupBy(view => view.Person)) _stacks[stack.Key] = [.. stack];
    }

    public OpenView Push(string person, JsonObject view)
    {
        var stack = _stacks[person];
        var pushed = new OpenView(PlaygroundIds.Fresh('V'), person, stack[0].Id, stack[^1].Id, Normal(view), NextHash());
        stack.Add(pushed);
        Changed?.Invoke(person);
        return pushed;
    }

    /// <summary>
    /// Puts other content into a view. What was typed survives where block id, action id and kind stay the same.
    /// </summary>
    public OpenView Replace(OpenView old, JsonObject view)
    {
        var replaced = Store(old with { View = Normal(view), Hash = NextHash(), State = [] });
        replaced = Store(replaced with { State = FormState.Kept(replaced.View, old.State) });
        Changed?.Invoke(old.Person);
        return replaced;
    }

    /// <summary>Remembers what the person has typed, which tells nobody.</summary>
    public OpenView Fill(OpenView view, JsonObject state) => Store(view with { State = state });

    public OpenView Publish(string person, JsonObject view)
    {
        var id = _homes.TryGetValue(person, out var before) ? before.Id : PlaygroundIds.Fresh('V');
        var home = new OpenView(id, person, id, null, Normal(view), NextHash());
        _homes[person] = home;
        Changed?.Invoke(person);
        return home;
    }

    public void Close(OpenView view)
    {
        if (!_stacks.TryGetValue(view.Person, out var stack)) return;

        stack.RemoveAll(each => each.Id == view.Id);
        Changed?.Invoke(view.Person);
    }

    public void CloseAll(string person)
    {
        _stacks.Remove(person);
        Changed?.Invoke(person);
    }

    public IReadOnlyList<OpenView> Stack(string person) => _stacks.TryGetValue(person, out var stack) ? [.. stack] : [];

    /// <summary>A view as Slack hands it out. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload</summary>
    public JsonObject Show(OpenView open)
    {
        var view = open.View;
        var shown = new JsonObject
        {
            ["id"] = open.Id,
            ["team_id"] = workspace.Options.Workspace,
            ["type"] = view.Text("type"),
            ["blocks"] = view.Array("blocks")?.Copy(),
            ["private_metadata"] = view.Text("private_metadata") ?? "",
            ["callback_id"] = view.Text("callback_id") ?? "",
            ["state"] = new JsonObject { ["values"] = FormState.Whole(view, open.State) },
            ["hash"] = open.Hash,
            ["title"] = view.At("title")?.DeepClone() ?? new JsonObject { ["type"] = "plain_text", ["text"] = "View Title", ["emoji"] = true },
            ["clear_on_close"] = view.IsTrue("clear_on_close"),
            ["notify_on_close"] = view.IsTrue("notify_on_close"),
            ["close"] = view.At("close")?.DeepClone(),
            ["submit"] = view.At("submit")?.DeepClone(),
            ["previous_view_id"] = open.PreviousId,
            ["root_view_id"] = open.RootId,
            ["app_id"] = workspace.AppId,
            ["external_id"] = open.ExternalId,
            ["app_installed_team_id"] = workspace.Options.Workspace,
            ["bot_id"] = workspace.BotId,
        };
        return shown;
    }

    private IEnumerable<OpenView> All => _stacks.Values.SelectMany(stack => stack).Concat(_homes.Values);

    private OpenView Store(OpenView view)
    {
        if (_homes.TryGetValue(view.Person, out var home) && home.Id == view.Id)
        {
            _homes[view.Person] = view;
            return view;
        }

        if (_stacks.TryGetValue(view.Person, out var stack) && stack.FindIndex(each => each.Id == view.Id) is >= 0 and var place)
            stack[place] = view;
        return view;
    }

    private static JsonObject Normal(JsonObject view)
    {
        var kept = view.Copy();
        kept["blocks"] = Draft.Identified(view.Array("blocks")) ?? [];
        return kept;
    }

    private string NextHash() =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}.{++_hashes:x8}");
}
