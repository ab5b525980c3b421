using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.MsTeams.Inbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>What is genuine is held to what it says, and strangers cost little.</summary>
public sealed class GateTests
{
    public static TheoryData<string, HttpStatusCode, Action<JsonNode>> Elsewhere => new()
    {
        { "another channel", HttpStatusCode.Forbidden, activity => activity["channelId"] = "webchat" },
        { "does not speak for the channel", HttpStatusCode.Unauthorized, activity => activity["channelId"] = "directline" },
        { "does not speak for the channel", HttpStatusCode.Unauthorized, activity => activity.AsObject().Remove("channelId") },
        { "is not Microsoft's", HttpStatusCode.Forbidden, activity => activity["serviceUrl"] = "https://evil.trafficmanager.net/emea/" },
        { "is not Microsoft's", HttpStatusCode.Forbidden, activity => activity["serviceUrl"] = "http://smba.trafficmanager.net/emea/" },
        { "is not Microsoft's", HttpStatusCode.Forbidden, activity => activity["serviceUrl"] = "nowhere" },
        { "not one of the organization's", HttpStatusCode.Forbidden, activity => activity["conversation"]!["tenantId"] = Stage.OtherTenant },
        { "not one of the organization's", HttpStatusCode.Forbidden, activity => activity["channelData"]!["tenant"]!["id"] = Stage.OtherTenant },
        { "not one of the organization's", HttpStatusCode.Forbidden, activity => activity["conversation"]!["tenantId"] = "acme.example" },
        {
            "not one of the organization's", HttpStatusCode.Forbidden, activity =>
            {
                activity["conversation"]!.AsObject().Remove("tenantId");
                activity.AsObject().Remove("channelData");
            }
        },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task What_comes_from_elsewhere_is_refused(string reason, HttpStatusCode status, Action<JsonNode> change)
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_personal.json", change);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Empty(stage.Bot.Heard);
        Assert.Contains(stage.Log.Lines, line => line.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listed_tenants_count_instead_of_the_bots_own_as_soon_as_they_are_listed()
    {
        string[] listed = [];
        await using var stage = await Stage.SetAsync(tenants: () => listed);

        Assert.Equal(HttpStatusCode.OK, await OfAsync(stage, Stage.Tenant.ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.Forbidden, await OfAsync(stage, Stage.OtherTenant));
        listed = [Stage.OtherTenant];
        Assert.Equal(HttpStatusCode.OK, await OfAsync(stage, Stage.OtherTenant));
        Assert.Equal(HttpStatusCode.Forbidden, await OfAsync(stage, Stage.Tenant));
        Assert.Equal([Stage.Tenant, Stage.OtherTenant], stage.Bot.Heard.Select(heard => heard.By.Workspace));
    }

    [Fact]
    public async Task One_tenant_that_an_activity_names_is_enough()
    {
        await using var stage = await Stage.SetAsync();

        using var first = await stage.SendAsync("message_personal.json", activity => activity.AsObject().Remove("channelData"));
        using var second = await stage.SendAsync("message_personal.json", activity =>
        {
            activity["id"] = "2";
            activity["conversation"]!.AsObject().Remove("tenantId");
        });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_host_that_the_configuration_adds_is_served()
    {
        await using var stage = await Stage.SetAsync(configure: options => options.AllowedServiceHosts = "127.0.0.1");

        using var answer = await stage.SendAsync("message_personal.json", activity => activity["serviceUrl"] = "http://127.0.0.1:9/teams/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":1}""")]
    public async Task What_is_no_activity_is_malformed(string body)
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await GenuineAsync(stage, body));
    }

    [Fact]
    public async Task What_is_nested_too_deeply_is_malformed()
    {
        await using var stage = await Stage.SetAsync();

        var deep = $$"""{"value":{{new string('[', 60)}}{{new string(']', 60)}}}""";

        Assert.Equal(HttpStatusCode.BadRequest, await GenuineAsync(stage, deep));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_not_looked_into(bool saysSo)
    {
        await using var stage = await Stage.SetAsync();
        using var body = new ByteArrayContent(new byte[InboundRequest.LargestBody + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, MsTeamsRegistration.MessagesPath) { Content = body };
        request.Headers.TransferEncodingChunked = !saysSo;

        using var answer = await stage.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, stage.Microsoft.Asked);
    }

    [Fact]
    public async Task The_largest_body_is_read_whole()
    {
        await using var stage = await Stage.SetAsync();
        var activity = JsonNode.Parse(Stage.Fixture("message_personal.json"))!;
        activity["filler"] = "";
        activity["filler"] = new string('x', InboundRequest.LargestBody - Encoding.UTF8.GetByteCount(activity.ToJsonString()));

        Assert.Equal(HttpStatusCode.OK, await GenuineAsync(stage, activity.ToJsonString()));
    }

    [Fact]
    public async Task Garbage_is_said_only_so_often_and_what_is_signed_comes_through()
    {
        await using var stage = await Stage.SetAsync();
        for (var request = 0; request < UnverifiedPace.PerMinute + 100; request++)
            (await stage.PostAsync("{}", "garbage")).Dispose();

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(stage.Log.Lines, line => line.Contains("that Microsoft did not sign", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_those_that_sent_much_garbage_one_is_verified_at_a_time_and_only_so_many_wait()
    {
        using var pace = new UnverifiedPace(TimeProvider.System, NullLogger<UnverifiedPace>.Instance);
        var (bad, good) = (IPAddress.Parse("2001:db8::7"), IPAddress.Parse("203.0.113.7"));
        while (pace.Failed(bad))
        {
        }

        var first = await pace.TurnAsync(IPAddress.Parse("2001:db8::8"), CancellationToken.None);
        var waiting = Enumerable.Range(0, UnverifiedPace.Waiting).Select(_ => pace.TurnAsync(bad, CancellationToken.None).AsTask()).ToList();
        using var turnedAway = await pace.TurnAsync(bad, CancellationToken.None);
        using var other = await pace.TurnAsync(good, CancellationToken.None);

        Assert.False(turnedAway.IsAcquired);
        Assert.True(other.IsAcquired);
        Assert.DoesNotContain(waiting, one => one.IsCompleted);
        first.Dispose();
        foreach (var next in waiting)
        {
            using var turn = await next;
            Assert.True(turn.IsAcquired);
        }
    }

    [Fact]
    public void What_happens_all_the_time_is_said_once_a_minute_with_its_number()
    {
        var time = new HandTime();
        var said = new OnceAMinute(time);

        Assert.Equal(1, said.Count());
        time.Passed += TimeSpan.FromSeconds(59);
        Assert.Null(said.Count());
        time.Passed += TimeSpan.FromSeconds(1);
        Assert.Equal(2, said.Count());
    }

    private static async Task<HttpStatusCode> OfAsync(Stage stage, string tenant)
    {
        using var answer = await stage.SendAsync("message_personal.json", activity =>
        {
            activity["id"] = tenant;
            (activity["conversation"]!["tenantId"], activity["channelData"]!["tenant"]!["id"]) = (tenant, tenant);
        });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> GenuineAsync(Stage stage, string body)
    {
        using var answer = await stage.PostAsync(body, stage.Microsoft.Token(Stage.Service, stage.Time.GetUtcNow()));
        return answer.StatusCode;
    }
}
