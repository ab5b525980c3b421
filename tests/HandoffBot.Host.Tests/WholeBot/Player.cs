using System.Text.Json.Nodes;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>One person at Slack's client: types, reads, fills forms and presses buttons, all through the playground's own routes.</summary>
internal sealed class Player(Office office, string name)
{
    private string? _id;
    private OpenForm? _form;

    /// <summary>Where they look: a channel, or null for their direct chat with the bot.</summary>
    private string? _place;

    public string Name => name;

    /// <summary>The modal in front of them. A redrawn one keeps what was typed.</summary>
    public OpenForm Form => _form ?? throw new InvalidOperationException($"{name} has no form open.");

    /// <summary>Looks into a channel.</summary>
    public Player In(string channel)
    {
        _place = channel;
        return this;
    }

    /// <summary>Looks into the direct chat with the bot.</summary>
    public Player InDirect()
    {
        _place = null;
        return this;
    }

    /// <summary>Types a command or a message where they look.</summary>
    public async Task Types(string text)
    {
        var act = text.StartsWith('/') ? "command" : "message";
        var answer = await office.DoAsync(act, await GivenAsync(("channel", await PlaceAsync()), ("text", text)));
        Assert.True((bool?)answer["ok"], $"{name} typed {text}: {Screen.Text(answer, "say")}");
        await Looks();
    }

    public Task Fills(string label, string value) => Fills(label, value, search: value);

    /// <summary>Fills the input of this label: text, a date, one choice or several separated by "; ", or a suggestion found by typing.</summary>
    public async Task Fills(string label, string value, string search)
    {
        Assert.True(_form is not null, $"{name} has no form open to fill in {label}.{Environment.NewLine}{await OnScreen()}");
        var block = Form.Input(label);
        var chosen = OpenForm.KindOf(block) == "external_select" ? await SuggestedAsync(block, search, value) : null;
        Form.Fill(block, value, chosen);
        if ((bool?)block["dispatch_action"] == true)
            await ActsInForm(Form.ActionOf(block));
    }

    /// <summary>What is offered while typing into an input.</summary>
    public async Task<IReadOnlyList<string>> IsOffered(string label, string typed) =>
        [.. (await AskedAsync(Form.Input(label), typed)).Select(option => Screen.Text(option["text"], "text"))];

    /// <summary>Empties an input.</summary>
    public void Clears(string label) => Form.Clear(Form.Input(label));

    /// <summary>Ticks the box below a sentence.</summary>
    public void Ticks(string sentence) => Form.Tick(sentence);

    /// <summary>Presses the form's submitting button.</summary>
    public async Task Submits()
    {
        Assert.True(_form is not null, $"{name} has no form open to send.{Environment.NewLine}{await OnScreen()}");
        var answer = await TriesToSubmit(Form);
        Assert.True((bool?)answer["ok"], $"{name} sent a form: {Screen.Text(answer, "say")}{Environment.NewLine}{await OnScreen()}");
        if (answer["errors"] is JsonObject { Count: > 0 } errors)
            Form.Refuse(errors);
        else
            await Looks();
    }

    /// <summary>The same without expecting anything; the answer of the page.</summary>
    public async Task<JsonNode> TriesToSubmit(OpenForm form) =>
        await office.DoAsync("view-submit", await GivenAsync(("view_id", form.Id), ("state", form.State())));

    public async Task Closes()
    {
        await office.DoAsync("view-close", await GivenAsync(("view_id", Form.Id), ("all", true)));
        await Looks();
    }

    /// <summary>Presses a button of the form in front of them.</summary>
    public async Task PressesInForm(string button, string? beside = null)
    {
        Assert.True(_form is not null, $"{name} has no form open to press {button} in.{Environment.NewLine}{await OnScreen()}");
        var (_, block, element) = Screen.Buttons(Form.View)
            .FirstOrDefault(each => each.Label == button && (beside is null || Screen.Text(each.Block["text"], "text").Contains(beside, StringComparison.Ordinal)));
        Assert.True(element is not null, $"{name} sees no button {button}.{Environment.NewLine}{await OnScreen()}");
        await ActsInForm(new JsonObject
        {
            ["block_id"] = Screen.Text(block, "block_id"), ["action_id"] = Screen.Text(element, "action_id"), ["type"] = "button",
        });
    }

    /// <summary>Presses a button on the newest message that shows it, where they look.</summary>
    /// <param name="about">What the message must say as well.</param>
    public async Task Presses(string button, string about = "", string? thread = null) =>
        await PressesOn(await MessageAsync(message => message.Buttons.Contains(button) && message.Says(about), $"a message about “{about}” with the button {button}", thread), button);

    public async Task PressesOn(Posted message, string button)
    {
        var answer = await TriesToPress(message, button);
        Assert.True((bool?)answer["ok"], $"{name} pressed {button}: {Screen.Text(answer, "say")}");
        await Looks();
    }

    /// <summary>Of a message that lists several things, the button that stands below one of them.</summary>
    public async Task PressesBelow(Posted message, string about, string button)
    {
        var blocks = Screen.Items(message.Json, "blocks").ToList();
        var from = blocks.FindIndex(block => Screen.Text(block["text"], "text").Contains(about, StringComparison.Ordinal));
        Assert.True(from >= 0, $"{name} sees nothing of “{about}” in{Environment.NewLine}{message.Text}");
        var below = new JsonObject { ["blocks"] = new JsonArray([.. blocks.Skip(from).Select(block => block.DeepClone())]), ["ts"] = message.Ts };
        await PressesOn(message with { Json = below }, button);
    }

    /// <summary>The same without looking at what came of it.</summary>
    public async Task<JsonNode> TriesToPress(Posted message, string button)
    {
        var (_, block, element) = Screen.Buttons(message.Json).First(each => each.Label == button);
        var action = new JsonObject { ["block_id"] = Screen.Text(block, "block_id"), ["action_id"] = Screen.Text(element, "action_id"), ["type"] = "button" };
        return await office.DoAsync("action", await GivenAsync(("channel", await PlaceAsync()), ("ts", message.Ts), ("action", action)));
    }

    /// <summary>
    /// Presses a button that has been redrawn meanwhile, as somebody does whose screen is behind: the click carries what the old one did.
    /// </summary>
    public async Task PressesOnAsItWas(Posted old, string button)
    {
        var (_, block, element) = Screen.Buttons(old.Json).First(each => each.Label == button);
        var action = new JsonObject { ["block_id"] = Screen.Text(block, "block_id") };
        foreach (var (key, value) in element.AsObject())
            action[key] = value?.DeepClone();
        await office.ClicksAsync(await IdAsync(), await PlaceAsync(), old.Ts, action);
        await Looks();
    }

    /// <summary>The newest message that says all this, where they look, as soon as it is there.</summary>
    public Task<Posted> Sees(params string[] texts) => SeesInThread(null, texts);

    public Task<Posted> SeesInThread(string? thread, params string[] texts) =>
        MessageAsync(message => texts.All(message.Says), $"a message that says {Quoted(texts)}", thread);

    /// <summary>The same, only visible to them.</summary>
    public Task<Posted> SeesPrivately(params string[] texts) =>
        MessageAsync(message => message.IsPrivate && texts.All(message.Says), $"a private message that says {Quoted(texts)}", null);

    /// <summary>A form is open and says all this.</summary>
    public async Task SeesForm(params string[] texts)
    {
        await Looks();
        Assert.True(_form is not null, $"{name} has no form open, but should see {Quoted(texts)}.{Environment.NewLine}{await OnScreen()}");
        foreach (var text in texts)
            Assert.True(Form.Says(text), $"{name}'s form does not say “{text}”.{Environment.NewLine}{Form.Text}");
    }

    public async Task SeesNoForm()
    {
        await Looks();
        Assert.True(_form is null, $"{name} has a form open.{Environment.NewLine}{_form?.Text}");
    }

    /// <summary>What stands there now, without waiting.</summary>
    public async Task<IReadOnlyList<Posted>> MessagesAsync(string? thread = null)
    {
        var answer = await office.AskAsync($"messages?as={await IdAsync()}&channel={await PlaceAsync()}{(thread is null ? "" : $"&thread={thread}")}");
        var people = await PeopleAsync();
        return [.. Screen.Items(answer, "messages").Select(message => new Posted(message, id => people.GetValueOrDefault(id, id)))];
    }

    /// <summary>Takes notice of the form that the bot has opened, redrawn or closed.</summary>
    public async Task Looks()
    {
        var view = (await office.AskAsync($"view?as={await IdAsync()}"))["view"];
        _form = view is null ? null : _form?.Id == Screen.Text(view, "id") ? _form.Redrawn(view) : new OpenForm(view);
    }

    public async Task<string> IdAsync() =>
        _id ??= (await PeopleAsync()).FirstOrDefault(person => person.Value == name || person.Value.StartsWith(name + " ", StringComparison.Ordinal)).Key
            ?? throw new InvalidOperationException($"There is no {name} in the workspace.");

    /// <summary>Everything in front of them, for a failure.</summary>
    public async Task<string> OnScreen()
    {
        var messages = string.Join(Environment.NewLine, (await MessagesAsync()).TakeLast(12).Select(message => $"--- {message.Ts}{(message.IsPrivate ? " (only visible to them)" : "")}{Environment.NewLine}{message.Text}"));
        return $"=== On {name}'s screen, in {_place ?? "the direct chat"}:{Environment.NewLine}{messages}{(_form is null ? "" : $"{Environment.NewLine}=== Form{Environment.NewLine}{_form.Text}")}";
    }

    private Task<Posted> MessageAsync(Func<Posted, bool> wanted, string what, string? thread) => Until.Found(
        async () => (await MessagesAsync(thread)).LastOrDefault(wanted),
        $"{name} does not see {what}.",
        async () => thread is null ? await OnScreen() : string.Join(Environment.NewLine, (await MessagesAsync(thread)).Select(message => message.Text)));

    private async Task ActsInForm(JsonObject action)
    {
        var answer = await office.DoAsync("action", await GivenAsync(("view_id", Form.Id), ("action", action), ("state", Form.State())));
        Assert.True((bool?)answer["ok"], $"{name} pressed something in a form: {Screen.Text(answer, "say")}");
        await Looks();
    }

    private async Task<JsonNode> SuggestedAsync(JsonNode block, string typed, string wanted)
    {
        var options = await AskedAsync(block, typed);
        return options.FirstOrDefault(option => Screen.Text(option["text"], "text") == wanted)
            ?? options.FirstOrDefault(option => Screen.Text(option["text"], "text").Contains(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException(
                $"{name} typed “{typed}” and was offered {string.Join(", ", options.Select(option => Screen.Text(option["text"], "text")))}, but not {wanted}.");
    }

    private async Task<IReadOnlyList<JsonNode>> AskedAsync(JsonNode block, string typed)
    {
        var answer = await office.DoAsync("suggest", await GivenAsync(
            ("view_id", Form.Id), ("block_id", Screen.Text(block, "block_id")), ("action_id", Screen.Text(block["element"], "action_id")),
            ("value", typed), ("state", Form.State())));
        Assert.True(answer["error"] is null, $"{name} typed “{typed}”: {Screen.Text(answer, "say")}");
        return [.. Screen.Items(answer, "options")];
    }

    private async Task<string> PlaceAsync() => _place ?? Screen.Text(Screen.Items(await StateAsync(), "directs").First(), "id");

    private async Task<Dictionary<string, string>> PeopleAsync() =>
        Screen.Items(await office.AskAsync("state"), "people").ToDictionary(person => Screen.Text(person, "id"), person => Screen.Text(person, "name"));

    private async Task<JsonNode> StateAsync() => await office.AskAsync($"state?as={await IdAsync()}");

    private async Task<JsonObject> GivenAsync(params (string Name, JsonNode? Value)[] values)
    {
        var given = new JsonObject { ["as"] = await IdAsync() };
        foreach (var (key, value) in values)
            given[key] = value;
        return given;
    }

    private static string Quoted(IEnumerable<string> texts) => string.Join(" and ", texts.Select(text => $"“{text}”"));
}
