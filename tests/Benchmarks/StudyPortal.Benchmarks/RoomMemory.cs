namespace StudyPortal.Benchmarks;

/// <summary>What the reading room holds in memory: the first four after a forced collection, sizes in bytes.</summary>
/// <param name="Heap">JavaScript objects.</param>
/// <param name="Buffers">What arrays hold outside that heap: the pixels.</param>
/// <param name="Nodes">Of the page's documents, also those that are in no tree.</param>
/// <param name="Listeners">For events.</param>
/// <param name="Renderer">Resident memory of the process that runs and draws the page.</param>
/// <param name="Browser">Resident memory of all processes of the browser; what they share counts in each.</param>
internal sealed record RoomMemory(double Heap, double Buffers, double Nodes, double Listeners, double Renderer, double Browser)
{
    public static async Task<RoomMemory> TakeAsync(UnwatchedWindow window)
    {
        await window.SendAsync("HeapProfiler.collectGarbage");
        await window.SendAsync("Performance.enable");
        var metrics = (await window.SendAsync("Performance.getMetrics")).GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        var usage = await window.SendAsync("Runtime.getHeapUsage");
        var processes = await window.ProcessesAsync();
        return new RoomMemory(
            metrics["JSHeapUsedSize"], usage.GetProperty("backingStorageSize").GetDouble(), metrics["Nodes"], metrics["JSEventListeners"],
            // Chromium keeps an empty renderer ready beside the one that draws the page.
            processes.Where(process => process.Kind == "renderer").Max(process => process.ResidentBytes), processes.Sum(process => process.ResidentBytes));
    }
}
