namespace HandoffBot.Engine.Tests.Desks;

/// <summary>Looking for people and clients by what was typed, alike on every database.</summary>
public sealed class SearchingTests
{
    [Theory]
    [InlineData("OMAR")]
    [InlineData("mar")]
    [InlineData(" oMaR@Example ")]
    public async Task People_are_found_however_they_are_written(string typed)
    {
        await using var house = await House.OpenAsync();

        Assert.Equal("Omar", Assert.Single(await house.Reading.PeopleAsync(typed)).Name);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_a_")]
    [InlineData("\\")]
    public async Task What_stands_for_anything_in_a_database_stands_for_itself(string typed)
    {
        await using var house = await House.OpenAsync();

        Assert.Empty(await house.Reading.PeopleAsync(typed));
    }

    [Fact]
    public async Task Lists_are_in_the_order_of_the_characters_and_likely_clients_come_first()
    {
        await using var house = await House.OpenAsync();
        foreach (var client in new[] { "zeta", "Beta Gamma", "Émile", "alpha", "Gamma", "_beta" })
            await house.SubmittedAsync(client);

        Assert.Equal(["alpha", "Beta Gamma", "Gamma", "zeta", "_beta", "Émile"], (await house.Reading.ClientsAsync("")).Select(one => one.Name));
        Assert.Equal(["Gamma", "Beta Gamma"], (await house.Reading.ClientsAsync("gamma")).Select(one => one.Name));
        Assert.Equal(["Émile"], (await house.Reading.ClientsAsync("émile")).Select(one => one.Name));
    }
}
