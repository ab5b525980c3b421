using System.Net;

namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class The_page_of_a_tenant
{
    [Fact]
    public async Task Shows_the_tenant_as_one_person_sees_it()
    {
        await using var stage = await TenantStage.SettledAsync();

        var state = await stage.AskAsync($"state?as={TenantStage.DeeInEntra}");
        var outsider = await stage.AskAsync($"state?as={MsTeamsPlaygroundIds.AadObject("lon@acme.example")}");

        Assert.Equal(("Acme", TenantStage.DeeInEntra, "HandoffBot"), ((string)state["tenant"]!["name"]!, (string)state["me"]!, (string)state["bot"]!["name"]!));
        Assert.Contains(state["people"]!.AsArray(), each => ((string)each!["id"]!, (string)each["email"]!) == (TenantStage.DeeInEntra, "dee@acme.example"));
        Assert.Equal(["Delivery", "Closed"], state["teams"]!.AsArray().Select(each => (string)each!["name"]!));
        Assert.Equal((TenantStage.DeesChat, false), ((string)state["chat"]!["id"]!, (bool)state["chat"]!["installed"]!));
        Assert.Equal("2026-03-02T09:00:00Z", (string)state["clock"]!["now"]!);
        Assert.Empty(outsider["teams"]!.AsArray());
    }

    [Fact]
    public async Task Nobody_reads_or_writes_where_they_are_not()
    {
        await using var stage = await TenantStage.SettledAsync();
        var lon = MsTeamsPlaygroundIds.AadObject("lon@acme.example");

        var channel = await stage.AskAsync($"messages?as={lon}&conversation={Uri.EscapeDataString(TenantStage.Intake)}");
        var chat = await stage.AskAsync($"messages?as={lon}&conversation={TenantStage.DeesChat}");
        var said = await stage.TypeAsync(TenantStage.DeesChat, "x", person: lon);
        using var nobody = await stage.Http.GetAsync("player/msteams/state?as=nobody");

        Assert.All(new[] { channel, chat, said }, answer => Assert.Equal("conversation_not_found", (string)answer["error"]!));
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task Unread_and_mentions_count_until_they_are_read()
    {
        await using var stage = await TenantStage.SettledAsync();
        await stage.ThreadAsync("plain");
        var mention = new { type = "mention", text = "<at>Dee</at>", mentioned = new { id = TenantStage.Dee, name = "Dee" } };
        var second = await stage.SayAsync(TenantStage.Intake, new { type = "message", text = "<at>Dee</at> look", entities = new[] { mention } });

        Assert.Equal((2, 1), await CountAsync(TenantStage.DeeInEntra));
        Assert.Equal((2, 0), await CountAsync(MsTeamsPlaygroundIds.AadObject("max@acme.example")));
        await stage.DoAsync("read", new { @as = TenantStage.DeeInEntra, conversation = TenantStage.Intake, id = second });
        Assert.Equal((0, 0), await CountAsync(TenantStage.DeeInEntra));
        Assert.False((bool)(await stage.DoAsync("read", new { @as = TenantStage.DeeInEntra, conversation = TenantStage.Intake, id = "x" }))["ok"]!);

        async Task<(int, int)> CountAsync(string person)
        {
            var channel = (await stage.AskAsync($"state?as={person}"))["teams"]![0]!["channels"]![1]!;
            return ((int)channel["unread"]!, (int)channel["mentions"]!);
        }
    }

    [Fact]
    public async Task Messages_come_whole_or_by_thread_and_a_reset_empties_them()
    {
        await using var stage = await TenantStage.SettledAsync();
        var thread = await stage.ThreadAsync("first");
        await stage.SayAsync(thread, TenantStage.Card());
        await stage.ThreadAsync("other");
        var root = thread.Split('=')[1];

        var all = await stage.MessagesAsync(TenantStage.Intake);
        var one = (await stage.AskAsync($"messages?as={TenantStage.DeeInEntra}&conversation={Uri.EscapeDataString(TenantStage.Intake)}&thread={root}"))["messages"]!.AsArray();
        await stage.DoAsync("reset", new { @as = TenantStage.DeeInEntra });

        Assert.Equal(3, all.Count);
        Assert.Equal([null, root], one.Select(each => (string?)each!["thread"]));
        Assert.Equal(("A card", $"28:{TenantStage.AppId}", thread), ((string)one[1]!["summary"]!, (string)one[1]!["from"]!, (string)one[1]!["address"]!));
        Assert.Empty(await stage.MessagesAsync(TenantStage.Intake));
    }

    [Fact]
    public async Task What_cannot_be_said_is_not()
    {
        await using var stage = await TenantStage.SettledAsync();

        var empty = await stage.TypeAsync(TenantStage.Intake, "  ");
        var lost = await stage.TypeAsync(TenantStage.Intake, "x", thread: "1");
        stage.StandIn.SetBlocked("dee@acme.example", true);
        await stage.TypeAsync(TenantStage.DeesChat, "unheard");

        Assert.Equal(("no_text", "not_found"), ((string)empty["error"]!, (string)lost["error"]!));
        Assert.Empty(stage.Bot.Got);
    }

    [Fact]
    public async Task Server_sent_events_say_what_to_fetch_and_only_to_whom_it_concerns()
    {
        await using var stage = await TenantStage.SettledAsync();
        using var dee = new StreamReader(await stage.Http.GetStreamAsync($"player/msteams/events?as={TenantStage.DeeInEntra}"));
        using var lon = new StreamReader(await stage.Http.GetStreamAsync($"player/msteams/events?as={MsTeamsPlaygroundIds.AadObject("lon@acme.example")}"));
        Assert.Equal(": here", await dee.ReadLineAsync());
        Assert.Equal(": here", await lon.ReadLineAsync());

        var id = await stage.SayAsync(TenantStage.DeesChat, TenantStage.Text("x"));
        await stage.DoAsync("reset", new { @as = TenantStage.DeeInEntra });

        Assert.Equal("event: message", await NextAsync(dee));
        Assert.Contains(id, await dee.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal("event: state", await NextAsync(lon));
    }

    [Fact]
    public async Task Without_a_half_for_Microsoft_Teams_there_is_none()
    {
        await using var stage = await Stage.SetAsync();

        using var state = await stage.Http.GetAsync("player/msteams/state");
        using var metadata = await stage.Http.GetAsync("msteams/openid/v1/.well-known/openidconfiguration");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (state.StatusCode, metadata.StatusCode));
    }

    private static async Task<string> NextAsync(StreamReader stream)
    {
        string? line;
        do line = await stream.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        while (line is "");
        return line!;
    }
}
