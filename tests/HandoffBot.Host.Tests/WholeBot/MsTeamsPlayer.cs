using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Player;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>
/// One person at the client of Microsoft Teams. There a command is said to the bot, in the personal chat or by mentioning it; what opens a
/// form is answered with a button that opens it; and what is for one person alone is a sentence, a dialog or a message in the personal chat.
/// </summary>
internal sealed class MsTeamsPlayer(Office office, string name) : Player(office, name)
{
    private const string Command = "/handoff";
    private JsonNode? _me;
    private MsTeamsForm? _form;

    /// <summary>What the client has shown to them alone since they did something.</summary>
    private string _told = "";

    protected override OpenForm? Open => _form;

    public override async Task Types(string text)
    {
        // Whatever has happened before, such as that they came to a team, the bot has heard.
        await Office.MsTeams<Deliveries>().Answered;
        var (chat, place) = (await ChatAsync(), await PlaceAsync());
        var known = (await PostsAsync(chat, null)).Select(post => post.Id).ToHashSet();
        var words = text.StartsWith(Command, StringComparison.Ordinal) ? text[Command.Length..].Trim() : text;
        await DoneAsync("message", ("conversation", place), ("text", place == chat ? words : $"@HandoffBot {words}"));
        await Office.MsTeams<Deliveries>().Answered;
        await Looks();

        // A message opens no form: its answer is a button that does.
        var opens = (await PostsAsync(chat, null)).LastOrDefault(post => !known.Contains(post.Id) && post.Says("press the button to open the form"));
        if (opens is not null && text.StartsWith(Command, StringComparison.Ordinal))
            await PressesOn(opens, "Open");
    }

    public override Task OpensHome() => InDirect().Types("home");

    public override async Task<Posted> Says(string text)
    {
        var place = await PlaceAsync();
        var answer = await DoAsync("message", ("conversation", place), ("text", text));
        Assert.True((bool?)answer["ok"], $"{Name} said {text}: {Screen.Text(answer, "say")}");
        return new Posted { Id = Screen.Text(answer, "id"), Where = place, Json = answer, Text = text, Summary = text, Buttons = [] };
    }

    public override Task Chooses(string offered, Posted on) => ExtendsAsync("on_messages", offered, on.Where, on.Id);

    /// <summary>Chooses what the app offers beside the box in which messages are written.</summary>
    public async Task ChoosesBesideBox(string offered) => await ExtendsAsync("beside_box", offered, await PlaceAsync(), null);

    public override async Task<IReadOnlyList<string>> IsOffered(string label, string typed) =>
        [.. (await AskedAsync(_form!.Input(label), typed)).Select(choice => Screen.Text(choice, "title"))];

    public override async Task<string?> TriesToSubmit()
    {
        var submit = _form!.Submit ?? throw new InvalidOperationException($"{Name}'s dialog has nothing to send it with:{Environment.NewLine}{_form.Text}");
        return await SendAsync(submit);
    }

    public override async Task Closes()
    {
        await DoneAsync("dialog-close", ("dialog", Form.Id));
        await Looks();
    }

    /// <summary>In the dialog that answers a press, where they look, or in the personal chat, which stands beside it with its answers.</summary>
    public override async Task Presses(string button, string about = "", string? thread = null)
    {
        await Looks();
        if (_form is { } answer && !answer.Asks() && answer.Says(about) && MsTeamsScreen.Buttons(answer.Card).Any(each => each.Label == button))
        {
            await PressInFormAsync(button, null);
            return;
        }

        var chat = await ChatAsync();
        var message = await Until.Found(
            async () => (await MessagesAsync(thread)).LastOrDefault(Wanted) ?? (await PostsAsync(chat, null)).LastOrDefault(Wanted),
            $"{Name} does not see a message about “{about}” with the button {button}.",
            OnScreen);
        await PressesOn(message, button);

        bool Wanted(Posted posted) => posted.Buttons.Contains(button) && posted.Says(about);
    }

    public override Task<string?> TriesToPress(Posted message, string button) =>
        ActAsync(message, MsTeamsScreen.Buttons(message.Json["card"]!).First(each => each.Label == button));

    public override async Task PressesBelow(Posted message, string about, string button)
    {
        var below = MsTeamsScreen.Items(message.Json["card"]!, await ZoneAsync()).SkipWhile(item => !item.Line.Contains(about, StringComparison.Ordinal)).ToList();
        Assert.True(below.Count > 0, $"{Name} sees nothing of “{about}” in{Environment.NewLine}{message.Text}");
        var trouble = await ActAsync(message, below.First(item => item.Label == button));
        Assert.True(trouble is null, $"{Name} pressed {button}: {trouble}");
    }

    public override async Task PressesOnAsItWas(Posted old, string button)
    {
        var data = MsTeamsScreen.Buttons(old.Json["card"]!).First(each => each.Label == button).Action!["data"]!.DeepClone().AsObject();
        data.Remove("msteams");
        data["type"] = "task/fetch";
        var address = Screen.Text(old.Json, "address") is { Length: > 0 } thread ? thread : old.Where;
        var me = Office.MsTeamsAccount(Screen.Text(await MeAsync(), "id"));
        await TakeAsync(await Office.MsTeams<DialogTurns>().FetchAsync(me, address, old.Id, data, CancellationToken.None));
    }

    public override Task<Posted> SeesPrivately(params string[] texts) => Until.Found(
        async () => (await PrivatelyAsync()).LastOrDefault(message => texts.All(message.Says)),
        $"{Name} does not see a private message that says {Quoted(texts)}.",
        async () => string.Join(Environment.NewLine, (await PrivatelyAsync()).TakeLast(5).Select(message => $"---{Environment.NewLine}{message.Text}").Append(await OnScreen())));

    /// <summary>In a channel its threads stand with their replies; those come first here, as what opens a thread is what one looks for.</summary>
    public override async Task<IReadOnlyList<Posted>> MessagesAsync(string? thread = null) =>
        [.. (await PostsAsync(await PlaceAsync(), thread)).OrderByDescending(post => post.IsBroadcast)];

    public override async Task Looks()
    {
        var dialog = (await Office.AskAsync($"msteams/dialog?as={await IdAsync()}"))["dialog"];
        if (dialog is null || _form?.Id != Screen.Text(dialog, "id"))
            _form = dialog is null ? null : new MsTeamsForm(dialog, await ZoneAsync());
    }

    public override async Task<string> IdAsync() => Screen.Text(await MeAsync(), "id");

    /// <summary>The newest that was asked for.</summary>
    protected override async Task<Posted?> HomeAsync() =>
        (await PostsAsync(await ChatAsync(), null)).LastOrDefault(post => post.Buttons.Contains("Refresh"));

    protected override async Task FillAsync(string label, string value, string search)
    {
        var input = _form!.Input(label);
        if (input["choices.data"] is null)
            _form.Fill(label, value);
        else
            _form.Type(input, await SuggestedAsync(input, search, value));
    }

    protected override async Task PressInFormAsync(string button, string? beside)
    {
        var below = beside is null
            ? MsTeamsScreen.Buttons(_form!.Card)
            : MsTeamsScreen.Items(_form!.Card, "UTC").SkipWhile(item => !item.Line.Contains(beside, StringComparison.Ordinal));
        var pressed = below.FirstOrDefault(item => item.Label == button);
        Assert.True(pressed is not null, $"{Name} sees no button {button}.{Environment.NewLine}{await OnScreen()}");
        var trouble = await SendAsync(pressed);
        Assert.True(trouble is null, $"{Name} pressed something in a form: {trouble}");
    }

    private async Task ExtendsAsync(string where, string offered, string conversation, string? message)
    {
        var action = Screen.Items(await Office.AskAsync($"msteams/state?as={await IdAsync()}"), where).First(each => Screen.Text(each, "title") == offered);
        var trouble = await TakeAsync(await DoAsync("extension", ("conversation", conversation), ("message", message), ("command", Screen.Text(action, "id"))));
        Assert.True(trouble is null, $"{Name} chose {offered}: {trouble}");
    }

    private async Task<string?> SendAsync(MsTeamsScreen.Item pressed) =>
        await TakeAsync(await DoAsync("dialog-submit", ("dialog", _form!.Id), ("action", pressed.Pointer), ("inputs", _form.State())));

    private async Task<string?> ActAsync(Posted message, MsTeamsScreen.Item pressed) =>
        await TakeAsync(await DoAsync("action", ("conversation", message.Where), ("message", message.Id), ("action", pressed.Pointer)));

    /// <summary>What the client shows of an answer.</summary>
    private async Task<string?> TakeAsync(JsonNode answer)
    {
        if ((bool?)answer["ok"] != true)
            return Screen.Text(answer, "say");

        _told = Screen.Text(answer, "message");
        if (answer["errors"] is JsonObject { Count: > 0 } errors)
            _form!.Refuse(errors);
        else
            await Looks();
        return null;
    }

    /// <summary>The personal chat, a dialog that only says something, and what the client said of the last press.</summary>
    private async Task<IReadOnlyList<Posted>> PrivatelyAsync()
    {
        await Looks();
        var said = new[] { _form is { } form && !form.Asks() ? form.Text : "", _told };
        var shown = said.Where(text => text.Length > 0).Select(text => new Posted
        {
            Id = "", Where = "", Json = _form?.Card ?? new JsonObject(), Text = text, Summary = text, Buttons = [], IsPrivate = true,
        });
        return [.. await PostsAsync(await ChatAsync(), null), .. shown];
    }

    /// <summary>What the bot has said; people's own words stand between.</summary>
    private async Task<IReadOnlyList<Posted>> PostsAsync(string conversation, string? thread)
    {
        var asked = $"msteams/messages?as={await IdAsync()}&conversation={Uri.EscapeDataString(conversation)}{(thread is null ? "" : $"&thread={thread}")}";
        var (chat, zone) = (await ChatAsync(), await ZoneAsync());
        return
        [
            .. Screen.Items(await Office.AskAsync(asked), "messages")
                .Where(post => (bool?)post["deleted"] != true && Screen.Text(post, "from").StartsWith("28:", StringComparison.Ordinal))
                .Select(post => Read(post, conversation, conversation == chat, zone)),
        ];
    }

    private static Posted Read(JsonNode post, string conversation, bool isPrivate, string zone)
    {
        var card = post["card"];
        return new Posted
        {
            Id = Screen.Text(post, "id"),
            Where = conversation,
            Json = post,
            Text = card is null ? Screen.Text(post, "text") : MsTeamsScreen.Of(card, zone),
            Summary = Screen.Text(post, "summary"),
            Buttons = card is null ? [] : [.. MsTeamsScreen.Buttons(card).Select(button => button.Label)],
            IsPrivate = isPrivate,
            IsBroadcast = !isPrivate && post["thread"] is not null,
        };
    }

    private async Task<string> SuggestedAsync(JsonNode input, string typed, string wanted)
    {
        var choices = await AskedAsync(input, typed);
        var found = choices.FirstOrDefault(choice => Screen.Text(choice, "title") == wanted)
            ?? choices.FirstOrDefault(choice => Screen.Text(choice, "title").Contains(wanted, StringComparison.OrdinalIgnoreCase));
        return found is not null
            ? Screen.Text(found, "value")
            : throw new InvalidOperationException(
                $"{Name} typed “{typed}” and was offered {string.Join(", ", choices.Select(choice => Screen.Text(choice, "title")))}, but not {wanted}.");
    }

    private async Task<IReadOnlyList<JsonNode>> AskedAsync(JsonNode input, string typed)
    {
        var answer = await DoAsync("suggest", ("dialog", _form!.Id), ("input", Screen.Text(input, "id")), ("value", typed), ("inputs", _form.State()));
        Assert.True(answer["error"] is null, $"{Name} typed “{typed}”: {Screen.Text(answer, "say")}");
        return [.. Screen.Items(answer, "choices")];
    }

    private async Task<string> PlaceAsync() => Place is null ? await ChatAsync() : Outside.ChannelOf(Place);

    private async Task<string> ChatAsync() => Screen.Text((await StateAsync())["chat"], "id");

    private async Task<string> ZoneAsync() => Screen.Text(await MeAsync(), "time_zone");

    private async Task<JsonNode> MeAsync() => _me ??= Screen.Items(await Office.AskAsync("msteams/state"), "people")
        .FirstOrDefault(person => Screen.Text(person, "name") is { } called && (called == Name || called.StartsWith(Name + " ", StringComparison.Ordinal)))
        ?? throw new InvalidOperationException($"There is no {Name} in the tenant.");

    private async Task<JsonNode> StateAsync() => _state ??= await Office.AskAsync($"msteams/state?as={await IdAsync()}");

    private JsonNode? _state;

    private async Task DoneAsync(string act, params (string Name, JsonNode? Value)[] values)
    {
        var answer = await DoAsync(act, values);
        Assert.True((bool?)answer["ok"], $"{Name} did {act}: {Screen.Text(answer, "say")}");
        _told = "";
    }

    private async Task<JsonNode> DoAsync(string act, params (string Name, JsonNode? Value)[] values)
    {
        var given = new JsonObject { ["as"] = await IdAsync() };
        foreach (var (key, value) in values)
            given[key] = value;
        return await Office.DoAsync($"msteams/{act}", given);
    }
}
