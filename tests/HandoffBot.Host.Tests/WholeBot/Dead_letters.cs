using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What could not be sent, looked at and sent again from the command line while the bot runs.</summary>
public sealed class Dead_letters
{
    [Fact]
    public async Task They_are_listed_replayed_and_discarded_beside_a_running_bot()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder, Outside.Acme);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        Assert.Equal((0, "Nothing: every message was sent, or waits for its turn."), await office.SaysAsync());

        await sam.FillsTheChecklist(office, "Bluebird Ltd");
        office.StandIn.Faults.Next("chat.postMessage", new SlackFault.Refused("restricted_action"), calls: 100);
        await sam.Submits();
        await sam.SeesNoForm();
        await office.SettlesAsync();
        var (code, listed) = await office.SaysAsync();
        Assert.Equal(0, code);
        Assert.Contains("the brief of H-1001, to Onboarding's channel (C0ONB)", listed, StringComparison.Ordinal);
        Assert.Contains("The workspace forbids the bot to post", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("Bluebird", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(await kim.In(Acme.Onboarding).MessagesAsync(), message => message.Says("Bluebird Ltd"));

        office.StandIn.Faults.Clear();
        var brief = listed.Split(Environment.NewLine).TakeWhile(line => !line.Contains("the brief of", StringComparison.Ordinal)).Last(line => line.Length > 0).Split(' ')[0];
        Assert.Equal((0, "1 message will be sent again: within seconds where the bot runs, else when it is started."), await office.SaysAsync("replay", brief));
        await kim.Sees("Bluebird Ltd", "[Accept]");
        await sam.InDirect().Sees("is with Onboarding", "Open the brief");

        Assert.Equal(1, (await office.SaysAsync("replay", brief)).Code);
        Assert.Contains("will not be sent", (await office.SaysAsync("discard", "all")).Said, StringComparison.Ordinal);
        Assert.Equal((0, "Nothing to do: every message was sent, or waits for its turn."), await office.SaysAsync("replay", "all"));
        await kim.Accepts("Bluebird Ltd");
    }

    [Theory]
    [InlineData("Which one? Say deliveries replay ID, or deliveries replay all.", "replay")]
    [InlineData("'H-1001' is not an id as deliveries lists them, nor all.", "discard", "H-1001")]
    [InlineData("'mend' is nothing that deliveries does. It lists [PAGE], and knows replay ID|all and discard ID|all.", "mend")]
    public async Task Words_that_say_nothing_are_refused_before_anything_is_opened(string sentence, params string[] words)
    {
        using var errors = new StringWriter();

        Assert.Equal(2, await DeliveriesCommand.RunAsync(words, TextWriter.Null, errors, default));

        Assert.Equal(sentence, errors.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_made()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("handoffbot-").FullName, "none.db");
        using var errors = new StringWriter();

        Assert.Equal(1, await DeliveriesCommand.RunAsync(["--Slack:BotToken=xoxb-1", "--Slack:SigningSecret=s3cret", $"--Database:ConnectionString=Data Source={file}"], TextWriter.Null, errors, default));

        Assert.Contains("There is no database yet", errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }
}
