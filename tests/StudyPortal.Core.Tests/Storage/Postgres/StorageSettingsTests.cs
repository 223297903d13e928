using Microsoft.Extensions.Configuration;
using Npgsql;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Storage.Postgres;

public sealed class StorageSettingsTests
{
    [Fact]
    public void Without_settings_the_rows_are_in_SQLite() => Assert.Equal(StorageSettings.Sqlite, Read());

    [Fact]
    public void A_connection_keeps_what_it_says_and_gets_a_small_pool_and_a_watch_on_the_line()
    {
        var read = Read(("Storage:Provider", "Postgres"), ("Storage:Connection", "Host=db;Database=portal;Username=portal;Password=secret"));

        var connection = new NpgsqlConnectionStringBuilder(read.Connection);
        Assert.True(read.IsShared);
        Assert.Equal(("db", "portal", "secret", 30, 10), (connection.Host, connection.Database, connection.Password, connection.MaxPoolSize, connection.KeepAlive));
        Assert.Equal(7, new NpgsqlConnectionStringBuilder(Read(("Storage:Provider", "postgres"), ("Storage:Connection", "Host=db;Maximum Pool Size=7")).Connection).MaxPoolSize);
    }

    [Theory]
    [InlineData("oracle", "Host=db", "expected sqlite or postgres")]
    [InlineData("postgres", "", "Storage:Connection")]
    [InlineData("postgres", "Hast=db", "no connection string of Npgsql")]
    public void Settings_that_cannot_work_are_refused_with_the_reason(string provider, string connection, string reason)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Read(("Storage:Provider", provider), ("Storage:Connection", connection)));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static StorageSettings Read(params (string Key, string Value)[] settings) =>
        StorageSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());
}
