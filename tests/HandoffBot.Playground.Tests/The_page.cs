using System.Net;
using System.Text.RegularExpressions;

namespace HandoffBot.Playground.Tests;

public sealed partial class The_page
{
    [Theory]
    [InlineData("")]
    [InlineData("archives/C0SALES/p1234567890123456")]
    public async Task Is_served_from_the_assembly_and_runs_nothing_but_its_own(string path)
    {
        await using var stage = await Stage.SetAsync();

        using var response = await stage.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<html", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_every_file_that_it_names_and_none_of_another_host()
    {
        await using var stage = await Stage.SetAsync();
        var html = await stage.Http.GetStringAsync("");

        var named = Names().Matches(html).Select(match => match.Groups["name"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.False(Uri.TryCreate(name, UriKind.Absolute, out var there) && !there.IsFile, name));
        foreach (var name in named)
        {
            using var response = await stage.Http.GetAsync(name);
            Assert.True(response.IsSuccessStatusCode, name);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            using var again = new HttpRequestMessage(HttpMethod.Get, name) { Headers = { IfNoneMatch = { response.Headers.ETag! } } };
            using var unchanged = await stage.Http.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    [Fact]
    public async Task Has_nothing_at_other_addresses()
    {
        await using var stage = await Stage.SetAsync();

        using var response = await stage.Http.GetAsync("etc/passwd");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex("(src|href)=\"(?<name>[^\"#]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
