namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>
/// One person at their client: types, reads, fills forms and presses buttons, all through the playground's own routes. What they do is the
/// same on every platform; how it is done there, their platform's player knows.
/// </summary>
internal abstract class Player(Office office, string name)
{
    public string Name => name;

    /// <summary>The form in front of them. A redrawn one keeps what was typed.</summary>
    public OpenForm Form => Open ?? throw new InvalidOperationException($"{name} has no form open.");

    protected Office Office => office;

    /// <summary>Where they look: a place of <see cref="Acme"/> or a channel, or null for their direct chat with the bot.</summary>
    protected string? Place { get; private set; }

    protected abstract OpenForm? Open { get; }

    /// <summary>Looks into a channel.</summary>
    public Player In(string channel)
    {
        Place = channel;
        return this;
    }

    /// <summary>Looks into the direct chat with the bot.</summary>
    public Player InDirect()
    {
        Place = null;
        return this;
    }

    /// <summary>Types a command (<c>/handoff …</c>, said as the platform has it) or a message where they look. A form that comes of a command is open.</summary>
    public abstract Task Types(string text);

    /// <summary>Writes a message where they look that is not meant for the bot.</summary>
    public abstract Task<Posted> Says(string text);

    /// <summary>Chooses what the app offers on a message, whoever wrote it.</summary>
    public abstract Task Chooses(string offered, Posted on);

    public Task Fills(string label, string value) => Fills(label, value, search: value);

    /// <summary>Fills the input of this label: text, a date, one choice or several separated by "; ", or a suggestion found by typing.</summary>
    public async Task Fills(string label, string value, string search)
    {
        Assert.True(Open is not null, $"{name} has no form open to fill in {label}.{Environment.NewLine}{await OnScreen()}");
        await FillAsync(label, value, search);
    }

    /// <summary>Goes to where all that waits for them stands.</summary>
    public abstract Task OpensHome();

    /// <summary>Their home, as soon as it says all this.</summary>
    public Task<Posted> SeesHome(params string[] texts) => Until.Found(
        async () => await HomeAsync() is { } home && texts.All(home.Says) ? home : null,
        $"{name} does not see a home that says {Quoted(texts)}.",
        async () => (await HomeAsync())?.Text ?? "They have none.");

    /// <summary>What is offered while typing into an input.</summary>
    public abstract Task<IReadOnlyList<string>> IsOffered(string label, string typed);

    /// <summary>Empties an input.</summary>
    public void Clears(string label) => Form.Clear(label);

    /// <summary>Ticks the box that stands with a sentence.</summary>
    public void Ticks(string sentence) => Form.Tick(sentence);

    /// <summary>Presses the form's submitting button.</summary>
    public async Task Submits()
    {
        Assert.True(Open is not null, $"{name} has no form open to send.{Environment.NewLine}{await OnScreen()}");
        var trouble = await TriesToSubmit();
        Assert.True(trouble is null, $"{name} sent a form: {trouble}{Environment.NewLine}{await OnScreen()}");
    }

    /// <summary>The same without expecting anything.</summary>
    /// <returns>What the client says when it got no answer; null when it got one.</returns>
    public abstract Task<string?> TriesToSubmit();

    public abstract Task Closes();

    /// <summary>Presses a button of the form in front of them.</summary>
    public async Task PressesInForm(string button, string? beside = null)
    {
        Assert.True(Open is not null, $"{name} has no form open to press {button} in.{Environment.NewLine}{await OnScreen()}");
        await PressInFormAsync(button, beside);
    }

    /// <summary>Presses a button on the newest message that shows it, where they look.</summary>
    /// <param name="about">What the message must say as well.</param>
    public abstract Task Presses(string button, string about = "", string? thread = null);

    public async Task PressesOn(Posted message, string button)
    {
        var trouble = await TriesToPress(message, button);
        Assert.True(trouble is null, $"{name} pressed {button}: {trouble}");
    }

    /// <summary>The same without expecting anything.</summary>
    /// <returns>What the client says when it got no answer; null when it got one.</returns>
    public abstract Task<string?> TriesToPress(Posted message, string button);

    /// <summary>Of a message that lists several things, the button that stands below one of them.</summary>
    public abstract Task PressesBelow(Posted message, string about, string button);

    /// <summary>
    /// Presses a button that has been redrawn meanwhile, as somebody does whose screen is behind: the click carries what the old one did.
    /// </summary>
    public abstract Task PressesOnAsItWas(Posted old, string button);

    /// <summary>The newest message that says all this, where they look, as soon as it is there.</summary>
    public Task<Posted> Sees(params string[] texts) => SeesInThread(null, texts);

    /// <summary>A message that was seen before says all this now.</summary>
    public Task<Posted> SeesAgain(Posted before, params string[] texts) =>
        MessageAsync(message => message.Id == before.Id && texts.All(message.Says), $"a message redrawn to say {Quoted(texts)}", null);

    public Task<Posted> SeesInThread(string? thread, params string[] texts) =>
        MessageAsync(message => texts.All(message.Says), $"a message that says {Quoted(texts)}", thread);

    /// <summary>The same, only visible to them, wherever the platform shows such a thing.</summary>
    public abstract Task<Posted> SeesPrivately(params string[] texts);

    /// <summary>A form is open and says all this.</summary>
    public async Task SeesForm(params string[] texts)
    {
        await Looks();
        Assert.True(Open is not null, $"{name} has no form open, but should see {Quoted(texts)}.{Environment.NewLine}{await OnScreen()}");
        foreach (var text in texts)
            Assert.True(Form.Says(text), $"{name}'s form does not say “{text}”.{Environment.NewLine}{Form.Text}");
    }

    public async Task SeesNoForm()
    {
        await Looks();
        Assert.True(Open?.Asks() != true, $"{name} has a form open.{Environment.NewLine}{Open?.Text}");
    }

    /// <summary>What stands there now, without waiting.</summary>
    public abstract Task<IReadOnlyList<Posted>> MessagesAsync(string? thread = null);

    /// <summary>Takes notice of the form that the bot has opened, redrawn or closed.</summary>
    public abstract Task Looks();

    public abstract Task<string> IdAsync();

    /// <summary>Everything in front of them, for a failure.</summary>
    public async Task<string> OnScreen()
    {
        var messages = string.Join(Environment.NewLine, (await MessagesAsync()).TakeLast(12).Select(message => $"--- {message.Id}{(message.IsPrivate ? " (only visible to them)" : "")}{Environment.NewLine}{message.Text}"));
        return $"=== On {name}'s screen, in {Place ?? "the direct chat"}:{Environment.NewLine}{messages}{(Open is null ? "" : $"{Environment.NewLine}=== Form{Environment.NewLine}{Open.Text}")}";
    }

    /// <summary>What stands there now; null while nothing does.</summary>
    protected abstract Task<Posted?> HomeAsync();

    protected abstract Task FillAsync(string label, string value, string search);

    protected abstract Task PressInFormAsync(string button, string? beside);

    protected Task<Posted> MessageAsync(Func<Posted, bool> wanted, string what, string? thread) => Until.Found(
        async () => (await MessagesAsync(thread)).LastOrDefault(wanted),
        $"{name} does not see {what}.",
        async () => thread is null ? await OnScreen() : string.Join(Environment.NewLine, (await MessagesAsync(thread)).Select(message => message.Text)));

    protected static string Quoted(IEnumerable<string> texts) => string.Join(" and ", texts.Select(text => $"“{text}”"));
}
