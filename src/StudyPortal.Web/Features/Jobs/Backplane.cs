using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using StackExchange.Redis;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>Whether messages of the progress hub reach those who are connected to the other web hosts.</summary>
internal sealed record Backplane(bool IsThere);

internal static class BackplaneRegistration
{
    /// <summary>
    /// <c>SignalR:Redis</c> is the address of a Redis server. The pages' own connections stay off it: they belong to one host, and must not break
    /// when Redis does.
    /// </summary>
    public static void AddBackplane(this IServiceCollection services, IConfiguration configuration)
    {
        var address = configuration["SignalR:Redis"];
        services.AddSingleton(new Backplane(!string.IsNullOrEmpty(address)));
        if (string.IsNullOrEmpty(address)) return;
        services.Configure<RedisOptions>(redis =>
        {
            redis.Configuration = ConfigurationOptions.Parse(address);
            redis.Configuration.AbortOnConnectFail = false;
            redis.Configuration.ChannelPrefix = RedisChannel.Literal("studyportal");
        });
        services.AddSingleton<HubLifetimeManager<ProgressHub>, RedisHubLifetimeManager<ProgressHub>>();
    }
}
