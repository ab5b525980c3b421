using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Benchmarks.Load;
using HandoffBot.Benchmarks.Running;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Host;
using HandoffBot.Slack;
using HandoffBot.Slack.Blocks;
using HandoffBot.Slack.Outbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Reading = HandoffBot.Engine.Desks.Reading;

namespace HandoffBot.Benchmarks.Preparing;

/// <summary>Makes the first handoff of each sort as people would, with the shipped playbooks, so that every copy is what the bot itself writes.</summary>
internal static class Workshop
{
    /// <summary>Stands in every text that has to differ from copy to copy.</summary>
    public const string ClientName = "Template Client Limited";

    public const string Sender = "sam.seller@northstar.example";
    private const string Playbook = "sales-to-onboarding";

    public static async Task<Prepared> PrepareAsync(string database, Uri api)
    {
        var mistakes = new List<string>();
        await using var bot = Bot.Build([.. BotProgram.Keys($"Data Source={database}", api, Child.FreePort()), "--Logging:LogLevel:Default=Warning"], mistakes)
            ?? throw new InvalidOperationException(string.Join('\n', mistakes));
        await bot.StartAsync(CancellationToken.None);
        var services = bot.App.Services;
        await services.GetRequiredService<EngineStart>().Met;

        var sender = (await services.GetRequiredService<Reading>().PeopleAsync(Sender)).Single().Id;
        var draft = await DraftAsync(services, sender, ClientName);
        var other = await DraftAsync(services, sender, ClientName + " Two");
        var before = await CountAsync(services);
        await SubmitAsync(services, sender, other);
        var written = Difference(before, await CountAsync(services));
        var due = await FirstStepAsync(services, other);
        await services.GetRequiredService<BusinessClock>().AdvanceAsync(due - Duration.FromMinutes(10), CancellationToken.None);
        var later = await DraftAsync(services, sender, ClientName + " Three");
        await SubmitAsync(services, sender, later);
        await SettledAsync(services);

        await using var context = services.GetRequiredService<IStore>().Read();
        var state = await context.Handoffs.Where(one => one.Number == draft).Select(one => one.State).SingleAsync();
        return new(database, draft, other, state, await SubmitPayloadAsync(services, draft), written, await TurnMessageAsync(services, other), later, due.ToUnixTimeMilliseconds());
    }

    private static async Task<int> DraftAsync(IServiceProvider services, PersonId sender, string client)
    {
        var desk = services.GetRequiredService<Desk>();
        var today = services.GetRequiredService<BusinessClock>().Now.InUtc().Date;
        var begun = await desk.StartAsync(Playbook, sender, Answered(sender, client, today), null, Platform.Slack, CancellationToken.None);
        return begun is StartAnswer.Begun one ? one.Handoff.Number : throw new InvalidOperationException($"The template was not started: {begun}");
    }

    private static async Task SubmitAsync(IServiceProvider services, PersonId sender, int number)
    {
        var answer = await services.GetRequiredService<Desk>().ActAsync(
            number, new HandoffCommand.Submit(0), sender, $"slack:view:template-{number}", Platform.Slack, CancellationToken.None);
        if (answer is not DeskAnswer.Granted)
            throw new InvalidOperationException($"The template was not submitted: {answer}");
    }

    private static async Task<Instant> FirstStepAsync(IServiceProvider services, int number)
    {
        await using var context = services.GetRequiredService<IStore>().Read();
        return await context.Clocks.Where(one => one.Handoff == number && one.NextFireAt != null).Select(one => one.NextFireAt!.Value).SingleAsync();
    }

    private static Answers Answered(PersonId sender, string client, LocalDate today) => new(new Dictionary<string, Answer>
    {
        ["client"] = new Answer.Client(null, client),
        ["segment"] = new Answer.Choice("Mid-market"),
        ["contract_value"] = new Answer.Money(48_000, "GBP"),
        ["signed_on"] = new Answer.Date(today.PlusDays(-3)),
        ["contract_link"] = new Answer.Text("https://contracts.northstar.example/2026/4711"),
        ["outcome"] = new Answer.Text("Every invoice goes out within two working days of delivery, measured on the finance team's own dashboard."),
        ["products"] = new Answer.Choices(["Core", "Integrations"]),
        ["systems"] = new Answer.Choices(["CRM", "ERP"]),
        ["not_included"] = new Answer.Text("They saw the forecast view in the demo; it is part of Analytics, which they did not buy."),
        ["go_live"] = new Answer.Date(today.PlusDays(60)),
        ["go_live_firm"] = new Answer.YesNo(false),
        ["champion"] = new Answer.Text("Ines Duarte, head of finance operations"),
        ["champion_email"] = new Answer.Text("ines.duarte@client.example"),
        ["seller"] = new Answer.Person(sender, "Sam Seller"),
        ["promised"] = new Answer.YesNo(true),
        ["promises"] = new Answer.Text("A training session in Lisbon before go-live, promised to Ines by Sam."),
        ["risks"] = new Answer.Text("Their ERP is being replaced in the spring; a late migration would cost them the first quarter."),
    }.ToImmutableDictionary());

    /// <summary>The request in which the last screen of the draft comes back, blocks and all, as Slack sends it.</summary>
    private static async Task<string> SubmitPayloadAsync(IServiceProvider services, int draft)
    {
        var view = await services.GetRequiredService<Reading>().HandoffAsync(draft) ?? throw new InvalidOperationException("There is no draft.");
        var form = await services.GetRequiredService<ReviewFlow>().DrawAsync(view, 1, CancellationToken.None);
        var drawn = services.GetRequiredService<ViewRenderer>().Render(form with { Token = form.Token with { Handoff = Signed.Mark } }, SlackApi.Workspace);
        var shown = JsonSerializer.SerializeToNode(drawn, SlackJson.Wire.View)!.AsObject();
        shown["id"] = $"V{Signed.Mark}";
        shown["team_id"] = SlackApi.Workspace;
        shown["hash"] = "1700000000.abcdefgh";
        shown["state"] = new JsonObject { ["values"] = new JsonObject() };
        shown["app_id"] = "A0BENCH01";
        shown["bot_id"] = "B0BENCH01";
        shown["root_view_id"] = $"V{Signed.Mark}";
        return new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = new JsonObject { ["id"] = SlackApi.Workspace, ["domain"] = "benchmark" },
            ["user"] = new JsonObject { ["id"] = SlackApi.AccountOf(Sender), ["username"] = "sam", ["name"] = "sam", ["team_id"] = SlackApi.Workspace },
            ["api_app_id"] = "A0BENCH01",
            ["token"] = "none",
            ["trigger_id"] = $"12345.98765.{Signed.Mark}",
            ["view"] = shown,
            ["response_urls"] = new JsonArray(),
            ["is_enterprise_install"] = false,
            ["enterprise"] = null,
        }.ToJsonString();
    }

    private static async Task<string> TurnMessageAsync(IServiceProvider services, int number)
    {
        var view = await services.GetRequiredService<Reading>().HandoffAsync(number) ?? throw new InvalidOperationException("There is no handoff.");
        var message = services.GetRequiredService<MessageRenderer>().Render(TurnCards.ToReceivers(view, Turn.Submitted), SlackApi.Workspace);
        var body = new PostBody("C0ONBOARDING", message.Text, message.Blocks) { Metadata = Metadata.Of([Guid.NewGuid()]) };
        return JsonSerializer.Serialize(body, SlackJson.Wire.PostBody);
    }

    private static async Task<SortedDictionary<string, int>> CountAsync(IServiceProvider services)
    {
        await using var context = services.GetRequiredService<IStore>().Read();
        return new(StringComparer.Ordinal)
        {
            ["client"] = await context.Clients.CountAsync(),
            ["clock"] = await context.Clocks.CountAsync(),
            ["timeline"] = await context.Timeline.CountAsync(),
            ["receipt"] = await context.Receipts.CountAsync(),

            // What the worker adds once the brief is posted is not part of the command.
            ["delivery"] = await context.Deliveries.CountAsync(one => !one.DedupeKey.StartsWith("linked/") && !one.DedupeKey.StartsWith("confirmation/")),
        };
    }

    private static string Difference(SortedDictionary<string, int> before, SortedDictionary<string, int> after) =>
        string.Join(", ", after.Select(pair => $"{pair.Key} {pair.Value - before[pair.Key]}"));

    /// <summary>Waits until the template's messages were sent, so that its copies have nothing left to say.</summary>
    private static async Task SettledAsync(IServiceProvider services)
    {
        for (var second = 0; second < 300; second++)
        {
            await using var context = services.GetRequiredService<IStore>().Read();
            if (!await context.Deliveries.AnyAsync(one => one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        throw new InvalidOperationException("The template's messages were not sent.");
    }
}
