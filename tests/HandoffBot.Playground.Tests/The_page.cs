using System.Net;

namespace HandoffBot.Playground.Tests;

public sealed class The_page
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
    public async Task Has_nothing_at_other_addresses()
    {
        await using var stage = await Stage.SetAsync();

        using var response = await stage.Http.GetAsync("etc/passwd");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
