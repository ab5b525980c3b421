using System.Net;
using HandoffBot.Core.Chat;
using HandoffBot.Engine.Webhooks;
using HandoffBot.Tests;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace HandoffBot.Engine.Tests.Webhooks;

/// <summary>What becomes of a call, and whom it can never reach.</summary>
public sealed class WebhookClientTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly WebhookKeys Keys = WebhookKeys.Read(Secret)!;

    /// <summary>The example with which the libraries of Standard Webhooks are tested.</summary>
    [Fact]
    public void A_call_is_signed_as_the_standard_signs_its_example() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Keys.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));

    [Fact]
    public void While_a_secret_is_changed_a_call_is_signed_with_both()
    {
        var both = WebhookKeys.Read($"{Secret}  MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")!.Sign("id", 1, "{}"u8).Split(' ');

        Assert.Equal([Keys.Sign("id", 1, "{}"u8), WebhookKeys.Read("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")!.Sign("id", 1, "{}"u8)], both);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw short")]
    public void What_is_no_secret_is_not_signed_with(string text) => Assert.Null(WebhookKeys.Read(text));

    [Fact]
    public void A_secret_longer_than_the_standard_allows_is_none() => Assert.Null(WebhookKeys.Read(Convert.ToBase64String(new byte[65])));

    [Theory]
    [InlineData(200, typeof(Outcome.Taken))]
    [InlineData(204, typeof(Outcome.Taken))]
    [InlineData(301, typeof(Outcome.Dead))]
    [InlineData(400, typeof(Outcome.Dead))]
    [InlineData(404, typeof(Outcome.Dead))]
    [InlineData(408, typeof(Outcome.Failed))]
    [InlineData(410, typeof(Outcome.Dead))]
    [InlineData(425, typeof(Outcome.Failed))]
    [InlineData(429, typeof(Outcome.Later))]
    [InlineData(500, typeof(Outcome.Failed))]
    [InlineData(503, typeof(Outcome.Later))]
    [InlineData(504, typeof(Outcome.Failed))]
    public async Task The_status_says_what_became_of_it(int status, Type outcome)
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) => Status(context, status);

        Assert.IsType(outcome, await PostAsync(receiver.Reach, receiver.Url));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Mon, 23 Nov 2026 09:05:00 GMT", 300)]
    [InlineData("Mon, 23 Nov 2026 08:00:00 GMT", 1)]
    [InlineData("864000", 3600)]
    [InlineData("soon", 30)]
    public async Task It_waits_as_long_as_the_receiver_asks_within_reason(string retryAfter, int seconds)
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = retryAfter;
            return Status(context, 429);
        };

        Assert.Equal(new Outcome.Later(Duration.FromSeconds(seconds)), await PostAsync(receiver.Reach, receiver.Url));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_wherever_it_leads()
    {
        await using var inside = await Receiver.OpenAsync();
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.Headers.Location = $"https://pager.example:{inside.Port}/secrets";
            return Status(context, 307);
        };

        var dead = Assert.IsType<Outcome.Dead>(await PostAsync(receiver.Reach, receiver.Url));

        Assert.Contains("redirects are not followed", dead.Reason, StringComparison.Ordinal);
        Assert.Empty(inside.Calls);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public async Task A_name_that_leads_into_a_network_is_not_called(string address)
    {
        await using var receiver = await Receiver.OpenAsync();
        var reach = WebhookReach.Internet with { Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }), Trusts = receiver.Reach.Trusts };

        var dead = Assert.IsType<Outcome.Dead>(await PostAsync(reach, receiver.Url));

        Assert.Equal("pager.example leads into a private network", dead.Reason);
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_may_be_called_are()
    {
        await using var receiver = await Receiver.OpenAsync();
        var reach = receiver.Reach with { Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("127.0.0.2"), IPAddress.Loopback }) };

        Assert.IsType<Outcome.Taken>(await PostAsync(reach, receiver.Url));
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_what_it_means_afterwards_does_not_matter()
    {
        await using var receiver = await Receiver.OpenAsync();
        var asked = 0;
        var reach = receiver.Reach with
        {
            Resolve = (_, _) => Task.FromResult(new[] { Interlocked.Increment(ref asked) == 1 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2") }),
        };

        Assert.IsType<Outcome.Taken>(await PostAsync(reach, receiver.Url));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_name_that_leads_inside_the_second_time_is_refused_the_second_time()
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        };
        var asked = 0;
        using var client = new WebhookClient(receiver.Reach with
        {
            Resolve = (_, _) => Task.FromResult(new[] { Interlocked.Increment(ref asked) == 1 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2") }),
        });

        Assert.IsType<Outcome.Taken>(await PostAsync(client, receiver.Url));
        Assert.IsType<Outcome.Dead>(await PostAsync(client, receiver.Url));
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task A_name_that_means_nothing_is_tried_again()
    {
        var reach = new WebhookReach { Resolve = (_, _) => Task.FromResult(Array.Empty<IPAddress>()) };

        Assert.IsType<Outcome.Failed>(await PostAsync(reach, new Uri("https://pager.example/hook")));
    }

    [Fact]
    public async Task A_receiver_that_nobody_vouches_for_is_told_nothing()
    {
        await using var receiver = await Receiver.OpenAsync();

        Assert.IsType<Outcome.Failed>(await PostAsync(receiver.Reach with { Trusts = null }, receiver.Url));
        Assert.IsType<Outcome.Failed>(await PostAsync(receiver.Reach, new Uri($"https://other.example:{receiver.Port}/hook")));
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task A_receiver_that_does_not_listen_is_tried_again()
    {
        var receiver = await Receiver.OpenAsync();
        var (reach, url) = (receiver.Reach, receiver.Url);
        await receiver.DisposeAsync();

        Assert.IsType<Outcome.Failed>(await PostAsync(reach, url));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_tried_again()
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        var failed = Assert.IsType<Outcome.Failed>(await PostAsync(receiver.Reach with { Patience = TimeSpan.FromSeconds(2) }, receiver.Url));

        Assert.Equal("it did not answer within 2 s", failed.Reason);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[8192]);
        };

        Assert.IsType<Outcome.Taken>(await PostAsync(receiver.Reach, receiver.Url));
    }

    private static async Task<Outcome> PostAsync(WebhookReach reach, Uri url)
    {
        using var client = new WebhookClient(reach);
        return await PostAsync(client, url);
    }

    private static Task<Outcome> PostAsync(WebhookClient client, Uri url) => client.PostAsync(url, Keys, "id", ManualTime.Start, "{}"u8.ToArray(), default);

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
