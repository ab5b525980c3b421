using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>The whole engine on a database of its own, with a chat platform in which nothing is drawn: what is said and answered counts.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly bool _owns;
    private readonly AskedAtOnce _atOnce = new();
    private int _messages;

    private Office(TestDatabase database, IReadOnlyList<ConfigurationFile> files, params ReadOnlySpan<Platform> platforms)
        : this(database, owns: true, files, platforms)
    {
    }

    private Office(TestDatabase database, bool owns, IReadOnlyList<ConfigurationFile> files, params ReadOnlySpan<Platform> platforms)
    {
        (_database, _owns) = (database, owns);
        var reading = PlaybookReader.Read(files);
        var good = Assert.IsType<Core.Playbooks.Reading.Good>(reading);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IHostApplicationLifetime, RunningHost>()
            .AddEngine(new()
            {
                Provider = TestDatabase.Provider,
                ConnectionString = database.ConnectionString,
                Configuration = good.Configuration,
                Files = files,
            });
        foreach (var platform in platforms)
            services.AddSingleton<IChatEdge>(new SilentEdge(platform, _atOnce)).AddSingleton<IChatDirectory>(new OfficeDirectory(platform, _atOnce));
        RehearsedStore.Rehearse(services);
        _services = services.BuildServiceProvider();
    }

    public OfficeTime Time { get; } = new();

    public IConversation Conversation => _services.GetRequiredService<IConversation>();

    public static AccountRef Sam { get; } = Account("USAM");

    public static AccountRef Ana { get; } = Account("UANA");

    public static AccountRef Kim { get; } = Account("UKIM");

    public static AccountRef Olu { get; } = Account("UOLU");

    public static AccountRef Root { get; } = Account("UROOT");

    public static AccountRef Dee { get; } = Account("UDEE");

    /// <param name="more">Files besides those of the office.</param>
    public static async Task<Office> OpenAsync(params ConfigurationFile[] more) =>
        await StartedAsync(new(await TestDatabase.NewAsync(), [.. OfficeFiles.All, .. more], Platform.Slack));

    /// <summary>One whose people are all on both platforms.</summary>
    public static async Task<Office> OpenOnBothAsync() =>
        await StartedAsync(new(await TestDatabase.NewAsync(), OfficeFiles.All, Platform.Slack, Platform.MsTeams));

    /// <summary>Another host on the same database, where the database can serve two.</summary>
    public Task<Office> BesideAsync(params ConfigurationFile[] more) => StartedAsync(new(_database, owns: false, [.. OfficeFiles.All, .. more], Platform.Slack));

    private static async Task<Office> StartedAsync(Office office)
    {
        foreach (var service in office._services.GetServices<IHostedService>().Where(one => one.GetType().Name == "EngineStart"))
            await service.StartAsync(CancellationToken.None);

        await office._services.GetRequiredService<DirectorySync>().RunAsync(CancellationToken.None);
        return office;
    }

    public static AccountRef Account(string id, Platform platform = Platform.Slack) => new(platform, OfficeDirectory.WorkspaceOn(platform), id);

    /// <summary>The folder has changed.</summary>
    public async Task ReloadAsync(IReadOnlyList<ConfigurationFile> files)
    {
        var reloading = _services.GetRequiredService<Reloading>();
        await reloading.TakeAsync(Assert.IsType<Core.Playbooks.Reading.Good>(PlaybookReader.Read(files)).Configuration, files, CancellationToken.None);
        await reloading.Met;
    }

    /// <summary>What the bot does every few seconds beside its folder.</summary>
    public Task FollowAsync() => _services.GetRequiredService<Reloading>().FollowAsync(CancellationToken.None);

    /// <summary>A message as it would be drawn now; null when it is not sent any more.</summary>
    public async Task<Card?> DrawnAsync(Intent intent) => await LetterAsync(intent) is { Posts: true, Card: { } card } ? card : null;

    /// <summary>A message that was posted already, as it would be redrawn now.</summary>
    public async Task<string> RedrawnAsync(Intent intent) => NewFacts.Said(new Reply.Notice((await LetterAsync(intent)).Card!));

    private Task<Rendered> LetterAsync(Intent intent) =>
        _services.GetRequiredService<PlaybookLetters>().DrawAsync(intent, new(Platform.Slack, OfficeDirectory.Workspace, "D0ANY", IsPerson: true), CancellationToken.None);

    public string NewReceipt() => $"r{(_owns ? "" : "beside-")}{Interlocked.Increment(ref _messages)}";

    public Task<Reply> TypesAsync(AccountRef by, string words) =>
        HandleAsync(new Interaction.CommandTyped(by, NewReceipt(), words, new(Platform.Slack, by.Workspace, "C0ANY")));

    public Task<Reply> WritesAsync(AccountRef by, string words) =>
        HandleAsync(new Interaction.MessageSeen(by, NewReceipt(), words, new(Platform.Slack, by.Workspace, "D0ANY")));

    public Task<Reply> PressesAsync(AccountRef by, Press press, CardRef? on = null) =>
        HandleAsync(new Interaction.ButtonPressed(by, NewReceipt(), press, on));

    public Task<Reply> PressesInAsync(AccountRef by, Form form, Press press, params (string Id, Input Input)[] inputs) =>
        HandleAsync(new Interaction.FormPressed(by, NewReceipt(), form.Token, press, Inputs(inputs)));

    public Task<Reply> SubmitsAsync(AccountRef by, Form form, params (string Id, Input Input)[] inputs) =>
        HandleAsync(new Interaction.FormSubmitted(by, NewReceipt(), form.Token, Inputs(inputs)));

    public Task<Reply> HandleAsync(Interaction interaction) => Conversation.HandleAsync(interaction, CancellationToken.None);

    public static ImmutableDictionary<string, Input> Inputs(params (string Id, Input Input)[] inputs) =>
        inputs.ToImmutableDictionary(one => one.Id, one => one.Input);

    public static Input Text(string text) => new Input.Typed(text);

    public static Input Choice(string id) => new Input.Selected(id, id);

    public static Input NewClient(string name) => new Input.Selected(SuggestionId.OfNew(name), name);

    public async Task<HandoffView> ViewAsync(int number) =>
        await _services.GetRequiredService<Engine.Desks.Reading>().HandoffAsync(number) ?? throw new InvalidOperationException($"No H-{number}");

    public async Task<Input> PersonAsync(AccountRef account)
    {
        await using var context = _services.GetRequiredService<IStore>().Read();
        var row = await context.Accounts.SingleAsync(one => one.Platform == account.Platform && one.Account == account.Account);
        return new Input.Selected(SuggestionId.Of(new PersonId(row.Person)), "as the form shows it");
    }

    public async Task<IReadOnlyList<T>> RowsAsync<T>(Func<EngineContext, IQueryable<T>> which)
    {
        await using var context = _services.GetRequiredService<IStore>().Read();
        return await which(context).ToListAsync();
    }

    /// <summary>What the daily job does.</summary>
    public Task ForgetAsync() => _services.GetRequiredService<Engine.Clocks.OldReceipts>().ForgetAsync(CancellationToken.None);

    public Task ChangeAsync(Func<EngineContext, Task> change) => _services.GetRequiredService<CommitSeam>().RunAsync(change, CancellationToken.None);

    public async Task<IReadOnlyList<Intent>> IntentsAsync() =>
        [.. (await RowsAsync(context => context.Deliveries.OrderBy(one => one.Order))).Select(one => Intent.Read(one.Intent))];

    /// <summary>Sam hands Brightwave over; it waits for Onboarding.</summary>
    public async Task<HandoffView> SubmittedAsync(string client = "Brightwave Ltd")
    {
        var review = await ReviewedAsync(client);
        Assert.IsType<Reply.CloseForm>(await SubmitsAsync(Sam, review));
        return await ViewAsync(review.Token.Handoff!.Value);
    }

    /// <summary>Sam is on the last screen with everything answered.</summary>
    public async Task<Form> ReviewedAsync(string client = "Brightwave Ltd")
    {
        var first = Assert.IsType<Reply.OpenForm>(await TypesAsync(Sam, "new")).Form;
        var second = Assert.IsType<Reply.NextForm>(await SubmitsAsync(Sam, first, ("client", NewClient(client)), ("segment", Choice("SMB")))).Form;
        return Assert.IsType<Reply.NextForm>(await SubmitsAsync(Sam, second, ("scope", Text("Fifty seats of everything")))).Form;
    }

    public async Task<HandoffView> AcceptedAsync(HandoffView? submitted = null)
    {
        var view = submitted ?? await SubmittedAsync();
        var form = Assert.IsType<Reply.OpenForm>(await PressesAsync(Kim, Presses.Of(Act.Accept, view.Handoff))).Form;
        await SubmitsAsync(Kim, form, await AcceptInputsAsync(Kim));
        return await ViewAsync(view.Handoff.Number);
    }

    public async Task<HandoffView> RejectedAsync()
    {
        var view = await SubmittedAsync();
        var form = Assert.IsType<Reply.OpenForm>(await PressesAsync(Kim, Presses.Of(Act.Reject, view.Handoff))).Form;
        await SubmitsAsync(Kim, form, ("reasons", new Input.Many(["scope-unclear"])), ("fields", new Input.Many(["scope"])), ("note", Text("Which modules?")));
        return await ViewAsync(view.Handoff.Number);
    }

    public async Task<(string, Input)[]> AcceptInputsAsync(AccountRef owner) =>
        [("criteria-0", new Input.Ticked(true)), ("owner", await PersonAsync(owner)), ("read_back", Text("They need access on Monday."))];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_owns)
            await _database.DisposeAsync();
    }
}
