using System.Text.Json.Nodes;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>One person at Slack's client.</summary>
internal sealed class SlackPlayer(Office office, string name) : Player(office, name)
{
    /// <summary>Where the Home tab's buttons are, which is no channel.</summary>
    private const string Home = "home";

    private string? _id;
    private SlackForm? _form;

    protected override OpenForm? Open => _form;

    public override async Task Types(string text)
    {
        var act = text.StartsWith('/') ? "command" : "message";
        var answer = await Office.DoAsync(act, await GivenAsync(("channel", await PlaceAsync()), ("text", text)));
        Assert.True((bool?)answer["ok"], $"{Name} typed {text}: {Screen.Text(answer, "say")}");
        await Looks();
    }

    public override async Task OpensHome()
    {
        var answer = await Office.DoAsync("home", await GivenAsync());
        Assert.True((bool?)answer["ok"], $"{Name} opened Home: {Screen.Text(answer, "say")}");
    }

    public override async Task<Posted> Says(string text)
    {
        var place = await PlaceAsync();
        var answer = await Office.DoAsync("message", await GivenAsync(("channel", place), ("text", text)));
        Assert.True((bool?)answer["ok"], $"{Name} said {text}: {Screen.Text(answer, "say")}");
        return new Posted { Id = Screen.Text(answer, "ts"), Where = place, Json = answer, Text = text, Summary = text, Buttons = [] };
    }

    public override async Task Chooses(string offered, Posted on)
    {
        var action = Screen.Items(await StateAsync(), "on_messages").First(each => Screen.Text(each, "title") == offered);
        var answer = await Office.DoAsync("message-action", await GivenAsync(("channel", on.Where), ("ts", on.Id), ("callback_id", Screen.Text(action, "id"))));
        Assert.True((bool?)answer["ok"], $"{Name} chose {offered}: {Screen.Text(answer, "say")}");
        await Looks();
    }

    public override async Task<IReadOnlyList<string>> IsOffered(string label, string typed) =>
        [.. (await AskedAsync(_form!.Input(label), typed)).Select(option => Screen.Text(option["text"], "text"))];

    public override async Task<string?> TriesToSubmit()
    {
        var answer = await Office.DoAsync("view-submit", await GivenAsync(("view_id", _form!.Id), ("state", _form.State())));
        if ((bool?)answer["ok"] != true)
            return Screen.Text(answer, "say");

        if (answer["errors"] is JsonObject { Count: > 0 } errors)
            _form.Refuse(errors);
        else
            await Looks();
        return null;
    }

    public override async Task Closes()
    {
        await Office.DoAsync("view-close", await GivenAsync(("view_id", Form.Id), ("all", true)));
        await Looks();
    }

    public override async Task Presses(string button, string about = "", string? thread = null) =>
        await PressesOn(await MessageAsync(message => message.Buttons.Contains(button) && message.Says(about), $"a message about “{about}” with the button {button}", thread), button);

    public override async Task PressesBelow(Posted message, string about, string button)
    {
        var blocks = Screen.Items(message.Json, "blocks").ToList();
        var from = blocks.FindIndex(block => Screen.Text(block["text"], "text").Contains(about, StringComparison.Ordinal));
        Assert.True(from >= 0, $"{Name} sees nothing of “{about}” in{Environment.NewLine}{message.Text}");
        var below = new JsonObject { ["blocks"] = new JsonArray([.. blocks.Skip(from).Select(block => block.DeepClone())]) };
        await PressesOn(message with { Json = below }, button);
    }

    public override async Task<string?> TriesToPress(Posted message, string button)
    {
        var (_, block, element) = Screen.Buttons(message.Json).First(each => each.Label == button);
        var action = new JsonObject { ["block_id"] = Screen.Text(block, "block_id"), ["action_id"] = Screen.Text(element, "action_id"), ["type"] = "button" };
        var given = message.Where == Home
            ? await GivenAsync(("view_id", message.Id), ("action", action))
            : await GivenAsync(("channel", message.Where), ("ts", message.Id), ("action", action));
        var answer = await Office.DoAsync("action", given);
        await Looks();
        return (bool?)answer["ok"] == true ? null : Screen.Text(answer, "say");
    }

    public override async Task PressesOnAsItWas(Posted old, string button)
    {
        var (_, block, element) = Screen.Buttons(old.Json).First(each => each.Label == button);
        var action = new JsonObject { ["block_id"] = Screen.Text(block, "block_id") };
        foreach (var (key, value) in element.AsObject())
            action[key] = value?.DeepClone();
        await Office.ClicksAsync(await IdAsync(), old.Where, old.Id, action);
        await Looks();
    }

    public override Task<Posted> SeesPrivately(params string[] texts) =>
        MessageAsync(message => message.IsPrivate && texts.All(message.Says), $"a private message that says {Quoted(texts)}", null);

    public override async Task<IReadOnlyList<Posted>> MessagesAsync(string? thread = null)
    {
        var place = await PlaceAsync();
        var answer = await Office.AskAsync($"messages?as={await IdAsync()}&channel={place}{(thread is null ? "" : $"&thread={thread}")}");
        var people = await PeopleAsync();
        return [.. Screen.Items(answer, "messages").Select(message => Read(message, place, id => people.GetValueOrDefault(id, id)))];
    }

    public override async Task Looks()
    {
        var view = (await Office.AskAsync($"view?as={await IdAsync()}"))["view"];
        _form = view is null ? null : _form?.Id == Screen.Text(view, "id") ? _form.Redrawn(view) : new SlackForm(view);
    }

    public override async Task<string> IdAsync() =>
        _id ??= (await PeopleAsync()).FirstOrDefault(person => person.Value == Name || person.Value.StartsWith(Name + " ", StringComparison.Ordinal)).Key
            ?? throw new InvalidOperationException($"There is no {Name} in the workspace.");

    protected override async Task<Posted?> HomeAsync()
    {
        var view = (await Office.AskAsync($"home?as={await IdAsync()}"))["view"];
        var people = await PeopleAsync();
        return view is null ? null : Read(view, Home, id => people.GetValueOrDefault(id, id)) with { Id = Screen.Text(view, "id"), IsPrivate = true };
    }

    protected override async Task FillAsync(string label, string value, string search)
    {
        var block = _form!.Input(label);
        var chosen = SlackForm.KindOf(block) == "external_select" ? await SuggestedAsync(block, search, value) : null;
        _form.Fill(block, value, chosen);
        if ((bool?)block["dispatch_action"] == true)
            await ActsInForm(_form.ActionOf(block));
    }

    protected override async Task PressInFormAsync(string button, string? beside)
    {
        // Beside what it is about, or below that.
        var below = Screen.Items(_form!.View, "blocks").SkipWhile(one => beside is not null && !Screen.Text(one["text"], "text").Contains(beside, StringComparison.Ordinal)).ToList();
        var (_, block, element) = Screen.Buttons(_form.View).FirstOrDefault(each => each.Label == button && below.Contains(each.Block));
        Assert.True(element is not null, $"{Name} sees no button {button}.{Environment.NewLine}{await OnScreen()}");
        await ActsInForm(new JsonObject
        {
            ["block_id"] = Screen.Text(block, "block_id"), ["action_id"] = Screen.Text(element, "action_id"), ["type"] = "button",
        });
    }

    private static Posted Read(JsonNode message, string place, Func<string, string> nameOf)
    {
        var summary = Screen.Read(Screen.Text(message, "text"), nameOf);
        return new Posted
        {
            Id = Screen.Text(message, "ts"),
            Where = place,
            Json = message,
            Text = Screen.Items(message, "blocks").Any() ? Screen.Of(message, nameOf) : summary,
            Summary = summary,
            Buttons = [.. Screen.Buttons(message).Select(button => button.Label)],
            IsPrivate = (bool?)message["ephemeral"] == true,
            IsBroadcast = (bool?)message["broadcast"] == true,
        };
    }

    private async Task ActsInForm(JsonObject action)
    {
        var answer = await Office.DoAsync("action", await GivenAsync(("view_id", _form!.Id), ("action", action), ("state", _form.State())));
        Assert.True((bool?)answer["ok"], $"{Name} pressed something in a form: {Screen.Text(answer, "say")}");
        await Looks();
    }

    private async Task<JsonNode> SuggestedAsync(JsonNode block, string typed, string wanted)
    {
        var options = await AskedAsync(block, typed);
        return options.FirstOrDefault(option => Screen.Text(option["text"], "text") == wanted)
            ?? options.FirstOrDefault(option => Screen.Text(option["text"], "text").Contains(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException(
                $"{Name} typed “{typed}” and was offered {string.Join(", ", options.Select(option => Screen.Text(option["text"], "text")))}, but not {wanted}.");
    }

    private async Task<IReadOnlyList<JsonNode>> AskedAsync(JsonNode block, string typed)
    {
        var answer = await Office.DoAsync("suggest", await GivenAsync(
            ("view_id", _form!.Id), ("block_id", Screen.Text(block, "block_id")), ("action_id", Screen.Text(block["element"], "action_id")),
            ("value", typed), ("state", _form.State())));
        Assert.True(answer["error"] is null, $"{Name} typed “{typed}”: {Screen.Text(answer, "say")}");
        return [.. Screen.Items(answer, "options")];
    }

    private async Task<string> PlaceAsync() => Place ?? Screen.Text(Screen.Items(await StateAsync(), "directs").First(), "id");

    private async Task<Dictionary<string, string>> PeopleAsync() =>
        Screen.Items(await Office.AskAsync("state"), "people").ToDictionary(person => Screen.Text(person, "id"), person => Screen.Text(person, "name"));

    private async Task<JsonNode> StateAsync() => await Office.AskAsync($"state?as={await IdAsync()}");

    private async Task<JsonObject> GivenAsync(params (string Name, JsonNode? Value)[] values)
    {
        var given = new JsonObject { ["as"] = await IdAsync() };
        foreach (var (key, value) in values)
            given[key] = value;
        return given;
    }
}
