using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A ladder that tells other systems that nobody has answered; each checks for itself who called.</summary>
public sealed class Calling_webhooks(OverdueOffice overdue) : IClassFixture<OverdueOffice>
{
    [Fact]
    public async Task An_overdue_handoff_is_told_to_the_system_that_the_ladder_names()
    {
        var call = Assert.Single(overdue.Pager.Calls);
        var delivery = await overdue.DeliveryToAsync("pager");
        var due = await DueAsync();

        Assert.Equal(("POST", "/hook", "application/json"), (call.Method, call.Path, call.ContentType));
        Assert.Equal((DeliveryState.Sent, 1, null), (delivery.State, delivery.Attempts, delivery.Error));
        Assert.Equal($"{delivery.Id:N}", call.Headers["webhook-id"]);
        var said = JsonNode.Parse(call.Body)!;
        Assert.EndsWith($"/p{overdue.Brief.Id.Replace(".", "", StringComparison.Ordinal)}", Screen.Text(said["data"], "link"), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""
            {
              "type": "clock.step", "version": 1, "id": "{{delivery.Id:N}}", "timestamp": "{{due}}",
              "data": {
                "handoff": {
                  "reference": "H-1001", "status": "submitted", "round": 1, "sender": "Sam",
                  "playbook": {"key": "sales-to-onboarding", "name": "Sales to Onboarding"},
                  "sendingTeam": {"key": "sales", "name": "Sales"}, "receivingTeam": {"key": "onboarding", "name": "Onboarding"}
                },
                "client": "{{OverdueOffice.Client}}", "holder": "Olu",
                "clock": {
                  "kind": "acceptance", "run": 1, "ladder": "standard", "step": "100%", "repeat": 0, "due": "{{due}}", "overdue": true, "late": false
                },
                "link": "{{Screen.Text(said["data"], "link")}}"
              }
            }
            """), said), Encoding.UTF8.GetString(call.Body));
    }

    [Fact]
    public void It_is_signed_now_whatever_the_time_of_business_is()
    {
        var call = Assert.Single(overdue.Pager.Calls);

        Assert.True(call.IsSignedWith(OverdueOffice.Secret), "The signature is not the receiver's own.");
        Assert.False((call with { Body = [.. call.Body, (byte)' '] }).IsSignedWith(OverdueOffice.Secret), "Whatever is said counts as signed.");
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(call.Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        Assert.InRange(sent, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_system_that_stumbles_is_called_again_with_the_very_same()
    {
        Assert.Equal(2, overdue.Stumbling.Calls.Count);
        var (first, second) = (overdue.Stumbling.Calls.First(), overdue.Stumbling.Calls.Last());
        var delivery = await overdue.DeliveryToAsync("stumbling");

        Assert.Equal((DeliveryState.Sent, 2, null), (delivery.State, delivery.Attempts, delivery.Error));
        Assert.Equal([$"{delivery.Id:N}", $"{delivery.Id:N}"], [first.Headers["webhook-id"], second.Headers["webhook-id"]]);
        Assert.Equal(first.Body, second.Body);
        Assert.All([first, second], call => Assert.True(call.IsSignedWith(OverdueOffice.Secret)));
    }

    [Fact]
    public async Task A_name_that_leads_into_a_network_is_not_called_and_its_admins_and_the_lead_are_told()
    {
        const string Why = "inside.example leads into a private network. Give it a public address in organization.yml.";
        var delivery = await overdue.DeliveryToAsync("inside");

        Assert.Equal((DeliveryState.Dead, 1, Why), (delivery.State, delivery.Attempts, delivery.Error));
        Assert.DoesNotContain(overdue.Pager.Calls, call => call.Headers["host"].StartsWith("inside", StringComparison.Ordinal));
        await overdue.Office.As("Root").InDirect().Sees($"A message about H-1001 to webhook/inside cannot be sent: {Why} On the bot's machine, the command deliveries");
        await overdue.Office.As("Olu").InDirect().Sees($"to webhook/inside cannot be sent: {Why}");
        var (code, listed) = await overdue.Office.SaysAsync();
        Assert.Equal(0, code);
        Assert.Contains(Why, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("webhook/pager", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_names_whom_it_was_told()
    {
        var olu = overdue.Office.As("Olu").In(Acme.Onboarding);

        await olu.Presses("Details", OverdueOffice.Client);

        await olu.SeesForm("Reminded of the answer: Olu, the channel, webhook “pager”, webhook “stumbling” and webhook “inside”");
        await olu.Closes();
    }

    private async Task<string> DueAsync()
    {
        await using var context = overdue.Office.Bot.App.Services.GetRequiredService<IStore>().Read();
        var clock = await context.Clocks.SingleAsync(one => one.Kind == ClockKind.Acceptance);
        return InstantPattern.ExtendedIso.Format(clock.Due!.Value);
    }
}
