using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Tests.Clocks;
using HandoffBot.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HandoffBot.Engine.Tests.Webhooks;

/// <summary>A step of a ladder that a webhook is told of.</summary>
public sealed class WebhookPingTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task A_step_is_told_to_a_webhook_signed_with_its_secret()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var house = await OpenAsync(receiver);
        var number = await house.SubmittedAsync("Acme “Ltd” <!channel>");
        await house.DeliverAsync(5);

        await house.SweepAtAsync(2);
        await house.DeliverAsync();

        var call = Assert.Single(receiver.Calls);
        Assert.Equal(("POST", "/hook", "application/json"), (call.Method, call.Path, call.ContentType));
        Assert.True(call.IsSignedWith(Secret), "The signature is not the receiver's own.");
        Assert.Equal(ManualTime.Start + Duration.FromHours(2), Instant.FromUnixTimeSeconds(long.Parse(call.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)));
        var delivery = Assert.Single(await DeliveriesAsync(house));
        Assert.Equal((DeliveryState.Sent, "webhook/pager"), (delivery.State, delivery.Lane));
        Assert.Equal(["pager"], Assert.Single(await house.ToldAsync(number, "pinged")).Body.Webhooks!);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""
            {
              "type": "clock.step", "version": 1, "id": "{{delivery.Id:N}}", "timestamp": "2026-11-23T11:00:00Z",
              "data": {
                "handoff": {
                  "reference": "H-{{number}}", "status": "submitted", "round": 1, "sender": "Ana",
                  "playbook": {"key": "sales-to-onboarding", "name": "Sales to Onboarding"},
                  "sendingTeam": {"key": "sales", "name": "Sales"}, "receivingTeam": {"key": "onboarding", "name": "Onboarding"}
                },
                "client": "Acme “Ltd” <!channel>", "holder": "Kim",
                "clock": {
                  "kind": "acceptance", "run": 1, "ladder": "acceptance", "step": "50%", "repeat": 0, "due": "2026-11-23T13:00:00Z", "overdue": false, "late": false
                },
                "link": "{{(await house.Reading.HandoffAsync(number))!.BriefLink}}"
              }
            }
            """), JsonNode.Parse(call.Body)), Encoding.UTF8.GetString(call.Body));
        Assert.Equal(call.Headers["webhook-id"], $"{delivery.Id:N}");
    }

    [Fact]
    public async Task A_clients_own_clock_is_told_without_a_handoff()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var house = await House.OpenAsync(
            Organization(receiver) + "clocks:\n  client-idle: {within: 10d, ladder: acceptance}\n", also: services => services.AddSingleton(receiver.Reach));
        house.Variables["PAGER_SECRET"] = Secret;
        await house.AcceptAsync(await house.SubmittedAsync(), "kim");

        await house.SweepAtAsync(5 * 24);
        await house.DeliverAsync(5);

        var told = Assert.Single(
            receiver.Calls.Select(one => JsonNode.Parse(one.Body)!["data"]!), one => (string?)one["clock"]!["kind"] == "client-idle");
        Assert.Equal((null, "Acme", "Kim", null), (told["handoff"], (string?)told["client"], (string?)told["holder"], told["link"]));
    }

    [Fact]
    public async Task A_receiver_that_stumbles_is_called_again_under_the_same_id_and_with_the_time_of_the_attempt()
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, call) => Status(context, call == 1 ? 500 : 200);
        await using var house = await OpenAsync(receiver);
        await house.SubmittedAsync();

        await house.SweepAtAsync(2);
        await house.DeliverAsync(5);

        Assert.Equal(2, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(one => one.Headers["webhook-id"]).Distinct());
        Assert.Equal(2, receiver.Calls.Select(one => one.Headers["webhook-timestamp"]).Distinct().Count());
        Assert.All(receiver.Calls, call => Assert.True(call.IsSignedWith(Secret)));
        Assert.Equal(DeliveryState.Sent, Assert.Single(await DeliveriesAsync(house)).State);
    }

    [Fact]
    public async Task A_call_whose_fate_a_crash_left_open_is_made_again_under_the_same_id()
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, call) => Status(context, call == 1 ? 500 : 200);
        await using var house = await OpenAsync(receiver);
        await house.SubmittedAsync();
        await house.DeliverAsync(5);
        await house.SweepAtAsync(2);
        await house.DeliverAsync();
        await house.Get<CommitSeam>().RunAsync(
            context => context.Deliveries.Where(one => one.Kind == nameof(IntentKind.Webhook)).ExecuteUpdateAsync(set => set
                .SetProperty(one => one.LeasedBy, Guid.NewGuid()).SetProperty(one => one.LeasedUntil, ManualTime.Start + Duration.FromHours(3))
                .SetProperty(one => one.AttemptedAt, ManualTime.Start + Duration.FromHours(2)).SetProperty(one => one.State, DeliveryState.Unknown)),
            default);

        await house.RestartAsync(Organization(receiver));
        await house.Get<DeliveryWorker>().ResumeAsync(default);
        // Another host may still be calling: its lease has to end.
        if (!house.Get<IStore>().IsAlone)
            house.Time.Add(Duration.FromHours(1));
        await house.DeliverAsync();

        Assert.Equal(2, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(one => one.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task A_receiver_that_refuses_is_not_called_again_and_the_admins_are_told()
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) => Status(context, 410);
        await using var house = await OpenAsync(receiver);
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);
        await house.DeliverAsync(5);

        Assert.Single(receiver.Calls);
        Assert.Equal(DeliveryState.Dead, Assert.Single(await DeliveriesAsync(house)).State);
        var told = Assert.Single(house.Slack.Posts("@UADA"));
        Assert.StartsWith(
            $"A message about H-{number} to webhook/pager cannot be sent: It answered that it is gone (status 410). "
            + "Take it out of organization.yml, or give it another address. On the bot's machine, the command deliveries",
            told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_asks_to_wait_for_a_day_is_given_up()
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) => Status(context, 429);
        await using var house = await OpenAsync(receiver);
        await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await house.DeliverAsync();
        Assert.Equal(DeliveryState.Pending, Assert.Single(await DeliveriesAsync(house)).State);

        house.Time.Add(Duration.FromHours(25));
        await house.DeliverAsync();

        Assert.Equal(DeliveryState.Dead, Assert.Single(await DeliveriesAsync(house)).State);
    }

    [Fact]
    public async Task After_the_answer_a_webhook_hears_nothing()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var house = await OpenAsync(receiver);
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        await house.AcceptAsync(number, "kim");
        await house.DeliverAsync(5);

        Assert.Empty(receiver.Calls);
        Assert.Equal(DeliveryState.Cancelled, Assert.Single(await DeliveriesAsync(house)).State);
    }

    [Fact]
    public async Task A_webhook_that_was_taken_out_meanwhile_is_not_called_and_the_history_says_so()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var house = await OpenAsync(receiver);
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        await house.RestartAsync(Clockwork.WithLadder("{at: 50%, notify: [holder]}"));
        await house.DeliverAsync();

        Assert.Empty(receiver.Calls);
        Assert.Equal(["webhook 'pager' is not in organization.yml any more"], await house.WhySuppressedAsync(number));
    }

    [Fact]
    public async Task A_secret_that_is_gone_when_it_is_needed_is_told_to_the_admins()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var house = await OpenAsync(receiver);
        await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        house.Variables.Clear();
        await house.DeliverAsync(5);

        Assert.Empty(receiver.Calls);
        Assert.Contains("PAGER_SECRET is not set", Assert.Single(house.Slack.Posts("@UADA")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "webhook 'pager' has no secret: the environment variable PAGER_SECRET is not set")]
    [InlineData("hunter2", "webhook 'pager' has no usable secret: PAGER_SECRET is not 24 to 64 random bytes in base64")]
    public async Task Without_a_secret_nothing_is_sent_and_the_history_says_why(string? secret, string why)
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var house = await OpenAsync(receiver);
        house.Variables.Clear();
        if (secret is not null)
            house.Variables["PAGER_SECRET"] = secret;
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);

        Assert.Empty(await DeliveriesAsync(house));
        Assert.StartsWith(why, Assert.Single(await house.WhySuppressedAsync(number)), StringComparison.Ordinal);
    }

    private static async Task<House> OpenAsync(Receiver receiver)
    {
        var house = await House.OpenAsync(Organization(receiver), also: services => services.AddSingleton(receiver.Reach));
        house.Variables["PAGER_SECRET"] = Secret;
        return house;
    }

    private static string Organization(Receiver receiver) =>
        Clockwork.WithLadder("{at: 50%, notify: [\"webhook:pager\"]}") + $"\nwebhooks:\n  pager: {{url: \"{receiver.Url}\", secret: PAGER_SECRET}}\n";

    private static async Task<List<DeliveryRow>> DeliveriesAsync(House house)
    {
        await using var context = house.Read();
        return await context.Deliveries.Where(one => one.Kind == nameof(IntentKind.Webhook)).OrderBy(one => one.Order).ToListAsync();
    }

    private static Task Status(Microsoft.AspNetCore.Http.HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
