using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>Samples of up to 16 bits on their way into the cells that the header allocates; no copy where those have 16.</summary>
internal sealed class SampleBuffer
{
    private readonly int _bitsAllocated;
    private readonly byte[] _cells;
    private readonly ushort[] _samples;

    public SampleBuffer(FrameShape shape)
    {
        _bitsAllocated = shape.BitsAllocated;
        _cells = _bitsAllocated == 16 ? new byte[shape.Bytes] : [];
        _samples = _bitsAllocated == 16 ? [] : new ushort[shape.Pixels * shape.Samples];
    }

    /// <summary>The samples of the frame, interleaved by pixel.</summary>
    public Span<ushort> Samples => _bitsAllocated == 16 ? MemoryMarshal.Cast<byte, ushort>(_cells.AsSpan()) : _samples;

    /// <summary>The frame's bytes.</summary>
    public byte[] Packed()
    {
        if (_bitsAllocated == 16)
            return _cells;
        if (_bitsAllocated == 8)
            return Array.ConvertAll(_samples, sample => (byte)sample);
        return MemoryMarshal.AsBytes<uint>(Array.ConvertAll(_samples, sample => (uint)sample)).ToArray();
    }
}
